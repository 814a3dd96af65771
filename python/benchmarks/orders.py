"""The table that is profiled: orders of a shop, the same rows on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

TABLE = "bench.orders"

# u(i, k): the k-th number of row i, uniform in [0, 1).
MACROS = (
    "create temp macro u(i, k) as cast(hash(i * 1000 + k) >> 11 as double) / 9007199254740992",
    "create temp macro upto(n, p) as cast(floor(n * p) as integer)",
    "create temp macro pick(items, p) as items[1 + upto(len(items), p)]",
    "create temp macro normal(p, q) as sqrt(-2 * ln(1 - p)) * cos(2 * pi() * q)",
    "create temp macro letters(n) as concat(chr(65 + n % 26), chr(65 + n // 26 % 26))",
)
COLUMNS = {
    "id": "{i}",
    "uuid": "cast(cast(md5(cast({i} as varchar)) as uuid) as varchar)",
    "email": "case when u({i}, 1) >= 0.02 then concat("
    "pick(['anna', 'ben', 'chris', 'dora', 'emil', 'fatma', 'gustav', 'hana'], u({i}, 2)), '.',"
    " upto(8000000, u({i}, 3)), '@', pick(['example.com', 'mail.test', 'shop.example'], u({i}, 4))) end",
    "phone": "case when u({i}, 5) >= 0.1 then"
    " concat('+49-', 150 + upto(30, u({i}, 6)), '-', 1000000 + upto(8999999, u({i}, 7))) end",
    "status": "pick(['placed', 'shipped', 'completed', 'returned', 'return_pending', 'cancelled'],"
    " pow(u({i}, 8), 3))",
    "country": "letters(upto(60, pow(u({i}, 9), 2.5)) * 11)",
    "sku": "concat(letters(upto(50000, pow(u({i}, 10), 2))), 'X-',"
    " lpad(cast(upto(50000, pow(u({i}, 10), 2)) as varchar), 5, '0'))",
    "city": "concat('City ', letters(upto(2000, pow(u({i}, 11), 3))), '-', upto(2000, pow(u({i}, 11), 3)))",
    "comment": "case when u({i}, 12) >= 0.4 then concat("
    "pick(['late delivery', 'nice item', 'refund of 12 asked for', 'Gift wrap!', 'n/a'], u({i}, 13)), ' ',"
    " upto(100000000, u({i}, 14)), repeat(' x', upto(15, u({i}, 15)))) end",
    "price": "cast(exp(3 + 0.8 * normal(u({i}, 16), u({i}, 17))) as decimal(12, 2))",
    "discount": "case when u({i}, 18) >= 0.05 then"
    " cast(case when u({i}, 19) < 0.8 then 0 else 50 * u({i}, 20) end as decimal(5, 2)) end",
    "qty": "1 + upto(-3, ln(1 - u({i}, 21)))",
    "revenue": "10 * pow(1 - u({i}, 22), -1 / 2.2)",
    "temperature": "case when u({i}, 23) >= 0.03 then 20 + 7 * normal(u({i}, 24), u({i}, 25)) end",
    "score": "cast(u({i}, 26) as float)",
    "created_at": "timestamp '2022-01-01' + to_seconds(86400.0 * {days} * ({i} % {rows}) / {rows})",
    "order_date": "date '2022-01-01' + upto(1095, u({i}, 27))",
    "shipped_at": "case when u({i}, 28) >= 0.3 then"
    " timestamp '2022-01-01' + to_seconds(upto(94608000, u({i}, 29))) end",
    "is_active": "case when u({i}, 30) >= 0.005 then u({i}, 31) < 0.73 end",
    "customer_id": "upto(1000000, pow(u({i}, 32), 1.7))",
}


@dataclass(frozen=True)
class Orders:
    """Beyond twenty, the columns stand there again with other values; `created_at` spans some days evenly.

    With a Parquet file, the table is a view of that."""

    rows: int
    columns: int = len(COLUMNS)
    days: int = 1095
    file: Path | None = None

    @property
    def values(self) -> dict[str, str]:
        """SQL of each column by its name."""
        return {
            name + (f"_{copy}" if copy else ""): sql.format(
                i=f"(i + {copy}000000000)" if copy else "i", rows=self.rows, days=self.days
            )
            for copy in range(1 + (self.columns - 1) // len(COLUMNS))
            for name, sql in islice(COLUMNS.items(), self.columns - copy * len(COLUMNS))
        }

    @property
    def statements(self) -> tuple[str, ...]:
        """SQL that makes the table."""
        fields = ", ".join(f"{sql} as {name}" for name, sql in self.values.items())
        rows = f"select {fields} from range({self.rows}) as r(i)"
        if self.file is None:
            return (*MACROS, f"create table {TABLE} as {rows}")
        return (
            *MACROS,
            f"copy ({rows}) to '{self.file}' (format parquet)",
            f"create view {TABLE} as select * from read_parquet('{self.file}')",
        )

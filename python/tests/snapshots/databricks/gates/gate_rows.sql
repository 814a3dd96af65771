select relation, column_name, measure, value, expected, reason, severity, severity_parts, event_id, cast(severity_weight as double) as severity_weight, cast(level as bigint) as level
from (select j[0] as relation, j[1] as column_name, j[2] as measure, j[3] as value, j[4] as expected, j[5] as reason, j[6] as severity, j[7] as severity_parts, j[8] as event_id, j[9] as severity_weight, j[10] as level
from (select explode(from_json('[["orders", null, "row_count", "1", "2 to 3", "it\'s too few", "HIGH", "{\\"strength\\": 3}", "abc", 4.5, 3]]', 'array<array<string>>')) as j) as unpacked) as found

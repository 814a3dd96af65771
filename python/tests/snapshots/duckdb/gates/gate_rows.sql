select relation, column_name, measure, value, expected, reason, severity, severity_parts, event_id, cast(severity_weight as double) as severity_weight, cast(level as bigint) as level
from (select j[1] as relation, j[2] as column_name, j[3] as measure, j[4] as value, j[5] as expected, j[6] as reason, j[7] as severity, j[8] as severity_parts, j[9] as event_id, j[10] as severity_weight, j[11] as level
from (select unnest(from_json('[["orders", null, "row_count", "1", "2 to 3", "it''s too few", "HIGH", "{\"strength\": 3}", "abc", 4.5, 3]]', '[["varchar"]]')) as j) as unpacked) as found

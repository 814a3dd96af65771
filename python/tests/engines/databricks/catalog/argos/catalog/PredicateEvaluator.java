package argos.catalog;

import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/** The filters that Spark hands to an overwrite, with SQL's three-valued logic for comparisons. */
record PredicateEvaluator(MemoryTable table) {

  boolean allHold(Predicate[] predicates, InternalRow row) {
    return Arrays.stream(predicates).allMatch(predicate -> holds(predicate, row));
  }

  private boolean holds(Expression predicate, InternalRow row) {
    return Boolean.TRUE.equals(evaluate(predicate, row));
  }

  private Object evaluate(Expression expression, InternalRow row) {
    if (expression instanceof Literal<?> literal) {
      return literal.value();
    }
    if (expression instanceof NamedReference reference) {
      return table.value(row, reference.fieldNames()[0]);
    }
    if (expression instanceof Predicate predicate) {
      return evaluatePredicate(predicate.name(), predicate.children(), row);
    }
    throw unsupported(expression);
  }

  private Object evaluatePredicate(String name, Expression[] children, InternalRow row) {
    return switch (name) {
      case "ALWAYS_TRUE" -> true;
      case "ALWAYS_FALSE" -> false;
      case "AND" -> holds(children[0], row) && holds(children[1], row);
      case "OR" -> holds(children[0], row) || holds(children[1], row);
      case "NOT" -> Boolean.FALSE.equals(evaluate(children[0], row));
      case "IS_NULL" -> evaluate(children[0], row) == null;
      case "IS_NOT_NULL" -> evaluate(children[0], row) != null;
      case "IN" -> isOneOf(children, row);
      case "<=>" -> Objects.equals(evaluate(children[0], row), evaluate(children[1], row));
      default -> compare(name, evaluate(children[0], row), evaluate(children[1], row));
    };
  }

  private boolean isOneOf(Expression[] children, InternalRow row) {
    Object value = evaluate(children[0], row);
    return value != null
        && Arrays.stream(children).skip(1).anyMatch(each -> value.equals(evaluate(each, row)));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Boolean compare(String operator, Object left, Object right) {
    if (left == null || right == null) {
      return null;
    }
    int order = ((Comparable) left).compareTo(right);
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw unsupported(operator);
    };
  }

  private static NotSupported unsupported(Object predicate) {
    return new NotSupported("an overwrite by the predicate " + predicate);
  }
}

package argos.errors;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.ClassWriter;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;

/**
 * Adds one call to the place where Spark looks for the handler of a script's error.
 *
 * <p>Listeners do not see errors of analysis, and a handler has no access to the error, so nothing
 * else tells a caught failure from a script that had nothing to catch.
 */
public final class CaughtErrorsAgent implements ClassFileTransformer {

  private static final String INTERPRETER = "org/apache/spark/sql/scripting/SqlScriptingExecution";
  private static final String METHOD = "handleException";
  private static final String DESCRIPTOR = "(Lorg/apache/spark/SparkThrowable;)V";

  /** The entry point of {@code -javaagent}. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new CaughtErrorsAgent());
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] code) {
    if (!INTERPRETER.equals(name)) {
      return null;
    }
    ClassReader reader = new ClassReader(code);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Interpreter(writer), 0);
    return writer.toByteArray();
  }

  private static final class Interpreter extends ClassVisitor {
    Interpreter(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      boolean chosen = METHOD.equals(name) && DESCRIPTOR.equals(descriptor);
      return chosen ? new Recording(next) : next;
    }
  }

  private static final class Recording extends MethodVisitor {
    Recording(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      super.visitVarInsn(Opcodes.ALOAD, 1);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, "argos/errors/CaughtErrors", "record", DESCRIPTOR, false);
    }
  }
}

package io.plimsoll.policy.cel;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;

/// Google's implementation of CEL, whose answers count.
final class Reference {
    private final Map<String, Object> facts;
    private final CelCompiler compiler;
    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder().build();

    Reference(Map<String, Object> facts) {
        this.facts = facts;
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL);
        facts.keySet().forEach(name -> builder.addVar(name, SimpleType.DYN));
        this.compiler = builder.build();
    }

    /// @return `true`, `false` or `failed`
    String evaluate(String source) {
        try {
            return runtime.createProgram(compiler.compile(source).getAst())
                    .eval(facts)
                    .toString();
        } catch (CelValidationException e) {
            return "not taken: " + e.getMessage();
        } catch (CelEvaluationException _) {
            return "failed";
        }
    }
}

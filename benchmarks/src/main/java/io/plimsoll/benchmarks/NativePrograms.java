package io.plimsoll.benchmarks;

import io.plimsoll.testkit.Command;
import java.nio.file.Path;

/// The C programs of this module.
final class NativePrograms {
    private NativePrograms() {}

    /// Compiles one and returns where it is.
    static Path compile(String program, Path folder, String... options) {
        Path binary = folder.resolve(program);
        Command.of("gcc", "-O2", "-Wall", "-Wextra", "-Werror")
                .with(options)
                .with("-o", binary.toString())
                .with(Tree.ROOT
                        .resolve("benchmarks/src/main/c")
                        .resolve(program + ".c")
                        .toString())
                .run()
                .outputOrFail();
        return binary;
    }
}

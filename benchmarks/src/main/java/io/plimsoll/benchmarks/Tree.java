package io.plimsoll.benchmarks;

import java.nio.file.Path;

/// The source tree that is measured; `benchmarks/run` names it.
final class Tree {
    static final Path ROOT = Path.of(System.getProperty("plimsoll.tree", "")).toAbsolutePath();
    static final Path LAUNCHER = ROOT.resolve("plimsoll");

    private Tree() {}
}

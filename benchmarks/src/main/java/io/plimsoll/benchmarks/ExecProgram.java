package io.plimsoll.benchmarks;

import io.plimsoll.testkit.TestImage;

/// What is executed.
enum ExecProgram {
    /// The least that an execution can be: static, and ends with its first system call.
    NOTHING(TestImage.TINY, "/bench/nothing"),
    /// A usual small program of Debian, which loads a library.
    TRUE(TestImage.DEBIAN, "/usr/bin/true");

    private final TestImage image;
    private final String path;

    ExecProgram(TestImage image, String path) {
        this.image = image;
        this.path = path;
    }

    /// What holds it.
    TestImage image() {
        return image;
    }

    String path() {
        return path;
    }
}

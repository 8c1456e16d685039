package io.plimsoll.cli;

import java.io.PrintStream;

/// Says on standard error what is being done, as one line that changes and is gone at the end. Quiet where nobody
/// watches, such as in a pipeline.
public final class Progress implements AutoCloseable {
    private static final String CLEARED = "\r\u001b[2K";

    private final PrintStream err;
    private final boolean watched;

    Progress(PrintStream err, boolean watched) {
        this.err = err;
        this.watched = watched;
    }

    /// For a person at a terminal, if there is one.
    public static Progress ofTerminal() {
        return new Progress(System.err, Terminal.isWatched());
    }

    /// What is being done from now on.
    public void step(String doing) {
        if (watched) {
            err.print(CLEARED + Terminal.cut(Terminal.clean(doing), 79));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (watched) {
            err.print(CLEARED);
            err.flush();
        }
    }
}

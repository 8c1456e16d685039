package io.plimsoll.enforcer.shim;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;

/// An Enforcer in the keeper's eyes: the program gate-reader, told line by line what to do.
final class GateReader {
    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;
    private final String greeting;

    GateReader(Path socket) throws IOException {
        process = new ProcessBuilder(Programs.GATE_READER.toString(), socket.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        to = process.outputWriter();
        from = process.inputReader();
        greeting = from.readLine();
    }

    String greeting() {
        return greeting;
    }

    long pid() {
        return process.pid();
    }

    /// Has the reader do something; what it says to that.
    String ask(String line) throws IOException {
        tell(line);
        return from.readLine();
    }

    private void tell(String line) throws IOException {
        to.write(line + "\n");
        to.flush();
    }

    /// Ends it at once, as kill -9 or the out-of-memory killer would.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Stops it in its tracks (SIGSTOP).
    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        Run.of("/bin/kill", "-" + name, Long.toString(process.pid()));
    }
}

package io.plimsoll.enforcer.shim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A keeper started for a test, and the readers that stand in for Enforcers at its socket.
final class Keeper {
    private final Path directory;
    private final List<GateReader> readers = new ArrayList<>();

    private Keeper(Path directory) {
        this.directory = directory;
    }

    /// Starts a keeper whose socket is in `directory`.
    static Keeper start(Path directory, String direction, int agentTimeoutMillis) throws Exception {
        var keeper = new Keeper(directory);
        assertThat(keeper.command("--direction", direction, "--agent-timeout-ms", Integer.toString(agentTimeoutMillis)))
                .isIn(new Run.Result(0, "", ""), withoutOomScore());
        return keeper;
    }

    /// In a container without CAP_SYS_RESOURCE the keeper says what it could not have, and runs.
    private static Run.Result withoutOomScore() {
        return new Run.Result(0, "", "plimsoll-keeper: oom_score_adj -1000 is not to be had: Permission denied\n");
    }

    /// Runs the keeper's command line with this keeper's socket and log.
    Run.Result command(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Programs.SHIM.toString(), "plimsoll-keeper", "--socket", socket().toString(), "--log=" + log()));
        command.addAll(List.of(options));
        return Run.of(new ProcessBuilder(command));
    }

    Path socket() {
        return directory.resolve("keeper.sock");
    }

    private Path log() {
        return directory.resolve("keeper.log");
    }

    /// What the keeper has written into its log, without the times.
    List<String> logLines() throws Exception {
        return Files.readAllLines(log()).stream()
                .map(line -> line.replaceFirst("^20[0-9T:.-]+Z plimsoll-keeper: ", ""))
                .toList();
    }

    long pid() throws Exception {
        return Long.parseLong(
                Files.readString(directory.resolve("keeper.sock.lock")).strip());
    }

    /// Ends it at once. Nothing but a keeper: its number could be another process's by now.
    void kill() throws Exception {
        ProcessHandle process = ProcessHandle.of(pid()).orElse(null);
        if (process != null
                && Programs.SHIM.toString().equals(process.info().command().orElse(""))) {
            process.destroyForcibly();
            Processes.awaitEnd(process.pid());
        }
    }

    GateReader connect() throws Exception {
        var reader = new GateReader(socket());
        readers.add(reader);
        return reader;
    }

    /// The value of one counter of a status line.
    static String counter(String status, String name) {
        @Nullable String value = null;
        for (String word : status.split(" ")) {
            if (word.startsWith(name + "=")) {
                value = word.substring(name.length() + 1);
            }
        }
        assertThat(value).as("%s in '%s'", name, status).isNotNull();
        return String.valueOf(value);
    }

    /// Ends the keeper and all readers, so that nothing of theirs waits.
    void strike() throws Exception {
        readers.forEach(GateReader::kill);
        kill();
    }
}

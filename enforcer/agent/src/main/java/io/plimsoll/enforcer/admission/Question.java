package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.runtime.RuntimeConfiguration;
import java.nio.file.Path;

/// A container is about to be created: may it, and how?
///
/// @param command of the runtime
/// @param id of the container, as the runtime is told
/// @param bundle the runtime's folder for it, absolute
/// @param pid of the shim
/// @param shim its path, under which it can be called as a hook; in the mount namespace of the engine
record Question(Command command, String id, Path bundle, long pid, Path shim, RuntimeConfiguration configuration) {
    /// The runtime's commands that start containers.
    enum Command {
        /// Makes the container and holds it before its first instruction.
        CREATE,
        /// Makes and starts it in one go.
        RUN,
        /// Makes one whose memory comes from a checkpoint.
        RESTORE
    }

    static Question of(Lines lines, byte[] configuration) {
        lines.requireVersion();
        return new Question(
                command(lines.required("command")),
                lines.required("id"),
                lines.absolute("bundle"),
                lines.number("pid"),
                lines.absolute("shim"),
                RuntimeConfiguration.parse(configuration));
    }

    private static Command command(String word) {
        return switch (word) {
            case "create" -> Command.CREATE;
            case "run" -> Command.RUN;
            case "restore" -> Command.RESTORE;
            default -> throw new MalformedQuestionException("'" + word + "' starts no container");
        };
    }
}

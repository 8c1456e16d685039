package io.plimsoll.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Writes what each command says when it is asked for help, while the product is built: the launcher shows these pages
/// without starting a JVM. Of `plimsoll feed build` they are `plimsoll-feed-build.txt`, and `.ansi` for a terminal.
final class HelpPages {
    private HelpPages() {}

    public static void main(String[] arguments) throws IOException {
        write(Files.createDirectories(Path.of(arguments[0])));
    }

    /// @param folder is there
    static void write(Path folder) throws IOException {
        write(Main.commandLine(), "plimsoll", folder);
    }

    private static void write(CommandLine command, String name, Path folder) throws IOException {
        Files.writeString(folder.resolve(name + ".txt"), page(command, Ansi.OFF));
        Files.writeString(folder.resolve(name + ".ansi"), page(command, Ansi.ON));
        for (var each : command.getSubcommands().entrySet()) {
            write(each.getValue(), name + "-" + each.getKey(), folder);
        }
    }

    private static String page(CommandLine command, Ansi ansi) {
        StringWriter page = new StringWriter();
        command.usage(new PrintWriter(page), ansi);
        return page.toString();
    }
}

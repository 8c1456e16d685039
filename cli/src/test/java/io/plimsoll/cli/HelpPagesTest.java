package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpPagesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "scan", "feed", "feed build", "audit verify"})
    void saysWhatTheCommandItselfSays(String words) throws IOException {
        HelpPages.write(folder);
        String[] arguments = (words + " --help").strip().split(" ");
        StringWriter said = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(said)).setColorScheme(plain());
        assertThat(command.execute(arguments)).isZero();
        String name = ("plimsoll " + words).strip().replace(' ', '-');
        assertThat(folder.resolve(name + ".txt")).hasContent(said.toString());
        assertThat(Files.readString(folder.resolve(name + ".ansi"))).contains("\u001b[");
    }

    private static CommandLine.Help.ColorScheme plain() {
        return CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF);
    }

    @Test
    void thereIsAPageForEveryCommand() throws IOException {
        HelpPages.write(folder);
        assertThat(folder.resolve("plimsoll-audit-export.txt")).exists();
        assertThat(folder.resolve("plimsoll-report.ansi")).exists();
    }
}

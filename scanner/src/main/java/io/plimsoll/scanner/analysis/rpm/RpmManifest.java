package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The list of packages that distroless images of Azure Linux (formerly CBL-Mariner) have in the place of a database:
/// what `rpm -qa` says, ten fields divided by tabs. They are name, version and release, time of installation, time of
/// build, vendor, epoch or `(none)`, size, architecture, epoch as a number, and file name of the source package.
final class RpmManifest {
    static final FilePath FILE = new FilePath("var/lib/rpmmanifest/container-manifest-2");

    private static final int FIELDS = 10;

    /// Takes the lines of the list.
    interface Lines {
        void take(String line) throws IOException;
    }

    private RpmManifest() {}

    /// Hands over the lines one after another, those without anything left out.
    static void read(FileBytes content, Lines packages) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.ISO_8859_1), 1 << 13);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                packages.take(line);
            }
        }
    }

    /// The package of one line.
    ///
    /// @throws MalformedInput if rpm would say no such thing of any package
    static RpmRecord record(String line) throws MalformedInput {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != FIELDS || !fields.get(8).matches("[0-9]{1,9}")) {
            throw new MalformedInput("a line that is not what rpm says of a package");
        }
        return RpmRecord.listed(
                fields.get(0), Long.parseLong(fields.get(8)), fields.get(1), fields.get(7), fields.get(9));
    }
}

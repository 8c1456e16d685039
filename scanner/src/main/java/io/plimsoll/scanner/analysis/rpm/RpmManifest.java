package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.PathKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The list of packages that distroless images of Azure Linux (formerly CBL-Mariner) have in the place of a database:
/// what `rpm -qa` says, ten fields divided by tabs. They are name, version and release, time of installation, time of
/// build, vendor, epoch or `(none)`, size, architecture, epoch as a number, and file name of the source package.
final class RpmManifest {
    static final FilePath FILE = new FilePath("var/lib/rpmmanifest/container-manifest-2");

    private static final int FIELDS = 10;
    private static final int MOST_PACKAGES = 100_000;

    /// @param unsound lines that make no sense
    record Content(List<RpmRecord> records, int unsound) {}

    private RpmManifest() {}

    /// @param key that the numbers of files are made with; the list names none
    /// @throws MalformedInput if it is longer than any image needs
    static Content read(FileBytes content, PathKey key) throws IOException {
        List<RpmRecord> records = new ArrayList<>();
        int unsound = 0;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.ISO_8859_1), 1 << 13);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (records.size() + unsound == MOST_PACKAGES) {
                throw new MalformedInput("it lists more than " + MOST_PACKAGES + " packages");
            }
            if (!line.isBlank()) {
                try {
                    records.add(record(line, key));
                } catch (MalformedInput e) {
                    unsound++;
                }
            }
        }
        return new Content(List.copyOf(records), unsound);
    }

    private static RpmRecord record(String line, PathKey key) throws MalformedInput {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != FIELDS || !fields.get(8).matches("[0-9]{1,9}")) {
            throw new MalformedInput("a line that is not what rpm says of a package");
        }
        return RpmRecord.listed(
                fields.get(0), Long.parseLong(fields.get(8)), fields.get(1), fields.get(7), fields.get(9), key);
    }
}

package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder in which Docker or Podman look for files of one kind.
final class SettingsFolder {
    private SettingsFolder() {}

    /// Its files by name; none where there is no such folder.
    ///
    /// @param pattern of names, such as `*.conf`
    /// @param shown what cannot be listed, for the message
    static List<Path> files(Path folder, String pattern, String shown) throws RegistryException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            return files.stream().sorted().toList();
        } catch (IOException e) {
            throw RegistryException.lasting(shown + " cannot be listed; check that this user may read it", e);
        }
    }
}

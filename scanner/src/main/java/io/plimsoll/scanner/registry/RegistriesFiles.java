package io.plimsoll.scanner.registry;

import io.plimsoll.scanner.archive.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where Podman keeps `registries.conf` (containers-registries.conf(5), version 2). What one of these files says of a
/// prefix takes the place of what files before it said of the same one.
///
/// @param alternatives of which the first that is there is read
/// @param folders whose `*.conf` files are read after it, by name
record RegistriesFiles(List<Path> alternatives, List<Path> folders) {
    private static final int MOST_BYTES = 1 << 20;
    private static final String FILE = "registries.conf";

    RegistriesFiles {
        alternatives = List.copyOf(alternatives);
        folders = List.copyOf(folders);
    }

    /// The one file that `CONTAINERS_REGISTRIES_CONF` names; else the person's or the machine's, and the folders of
    /// both.
    static RegistriesFiles of(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("CONTAINERS_REGISTRIES_CONF", "");
        if (!named.isBlank()) {
            return new RegistriesFiles(List.of(Path.of(named)), List.of());
        }
        Path machine = Path.of("/etc/containers");
        Path person = home.resolve(".config/containers");
        return new RegistriesFiles(
                List.of(person.resolve(FILE), machine.resolve(FILE)),
                List.of(machine.resolve(FILE + ".d"), person.resolve(FILE + ".d")));
    }

    /// All rules.
    ///
    /// @throws RegistryException naming the file that cannot be read: it may block what is asked for
    List<RegistryRule> rules() throws RegistryException {
        Map<String, RegistryRule> byPrefix = new LinkedHashMap<>();
        for (Path file : files()) {
            for (RegistryRule rule : rules(file)) {
                byPrefix.put(rule.prefix(), rule);
            }
        }
        return List.copyOf(byPrefix.values());
    }

    private List<Path> files() throws RegistryException {
        Optional<Path> first = alternatives.stream().filter(Files::exists).findFirst();
        List<Path> files = new ArrayList<>(first.stream().toList());
        for (Path folder : folders) {
            files.addAll(SettingsFolder.files(folder, "*.conf", folder.toString()));
        }
        return files;
    }

    private static List<RegistryRule> rules(Path file) throws RegistryException {
        try (InputStream in = Files.newInputStream(file)) {
            Json document = Json.ofToml(in.readNBytes(MOST_BYTES));
            if (document.field("registries").fields().findAny().isPresent()) {
                throw RegistryException.lasting(file + " is of version 1 ([registries...]), which Podman gave up;"
                        + " write it as [[registry]] tables, which containers-registries.conf(5) tells of");
            }
            List<RegistryRule> rules = new ArrayList<>();
            for (Json table : document.field("registry").items()) {
                rules.add(RegistryRule.of(table, file));
            }
            return rules;
        } catch (RegistryException e) {
            throw e;
        } catch (IOException e) {
            throw RegistryException.lasting(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}

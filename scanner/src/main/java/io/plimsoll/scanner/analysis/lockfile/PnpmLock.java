package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `pnpm-lock.yaml` of every version. Its keys name the packages: `/foo/1.0.0_peer@2.0.0` up to version 5,
/// `/foo@1.0.0(peer@2.0.0)` in version 6, `foo@1.0.0` in version 9. Of several documents in one file the last is about
/// the project; the one before it is about pnpm.
final class PnpmLock {
    /// Before version 6: registry, name, version, peers.
    private static final Pattern WITH_SLASHES =
            Pattern.compile("[^/@]*+/(?:.*/)??(?<name>(?:@[^/@]++/)?[^/@]++)/(?<version>\\d[^_/]*+)(?:_.*+)?");

    private static final Pattern WITH_AT =
            Pattern.compile("/?(?<name>(?:@[^/@]++/)?[^/@]++)@(?<version>[^(]++)(?:\\(.*+)?");

    private static final int LONGEST_KEY = 4000;

    private PnpmLock() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        List<Data> documents = YamlDocument.all(content);
        Data lock = documents.isEmpty() ? Data.Text.NOTHING : documents.getLast();
        if (!lock.at("lockfileVersion").isPresent()) {
            throw new MalformedInput("it does not name the version of its format");
        }
        Set<String> needed = needed(lock);
        for (Map.Entry<String, Data> one : lock.at("packages").fields().entrySet()) {
            Data entry = one.getValue();
            NpmName name = name(one.getKey(), entry);
            if (name.name().isEmpty()) {
                found.malformed("an entry names no package and version");
            } else {
                boolean forDevelopers = lock.at("snapshots").isPresent()
                        ? !needed.contains(withoutPeers(one.getKey()))
                        : entry.at("dev").isTrue();
                found.add(name.name(), name.versionNumber(), forDevelopers);
            }
        }
    }

    private static NpmName name(String key, Data entry) {
        String name = entry.at("name").text();
        String version = entry.at("version").text();
        if (key.length() > LONGEST_KEY) {
            return new NpmName("", "");
        }
        Matcher matcher = WITH_AT.matcher(key);
        if (!matcher.matches()) {
            matcher = WITH_SLASHES.matcher(key);
        }
        boolean hasKey = matcher.matches();
        return new NpmName(
                name.isEmpty() && hasKey ? matcher.group("name") : name,
                version.isEmpty() && hasKey ? matcher.group("version") : version);
    }

    /// The keys, without peers, of what runs with some part of the project. Versions before 9 mark what does not.
    private static Set<String> needed(Data lock) {
        Reachable reachable = new Reachable();
        lock.at("snapshots")
                .fields()
                .forEach((key, snapshot) ->
                        dependencies(snapshot).forEach(dependency -> reachable.edge(key, dependency)));
        lock.at("importers").fields().values().stream()
                .flatMap(PnpmLock::dependencies)
                .forEach(reachable::start);
        return reachable.all().stream().map(PnpmLock::withoutPeers).collect(Collectors.toSet());
    }

    private static Stream<String> dependencies(Data owner) {
        return Stream.of("dependencies", "optionalDependencies")
                .flatMap(kind -> owner.at(kind).fields().entrySet().stream())
                .map(one -> key(one.getKey(), one.getValue()));
    }

    /// A dependency names its version, or for an alias the whole key of what it stands for.
    private static String key(String name, Data dependency) {
        String version =
                dependency.at("version").isPresent() ? dependency.at("version").text() : dependency.text();
        String bare = withoutPeers(version);
        boolean isKey = bare.indexOf('@', 1) > 0 && bare.indexOf(':') < 0;
        return isKey ? version : name + "@" + version;
    }

    private static String withoutPeers(String key) {
        int peers = key.indexOf('(');
        return peers < 0 ? key : key.substring(0, peers);
    }
}

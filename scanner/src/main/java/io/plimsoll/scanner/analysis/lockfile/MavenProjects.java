package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FilePath;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// The `pom.xml` files of a folder together: a file may leave properties and versions to its parent, which
/// often lies in the folder above, or import them from a list of the folder ([MavenLists]). Nothing is fetched: what a
/// parent or a list from elsewhere manages has no version here. A file's direct dependencies are its packages, but for
/// other projects of the same folder.
final class MavenProjects {
    private static final String FILE = "pom.xml";
    private static final int DEEPEST = 16;
    private static final int LONGEST_NAME = 300;

    /// Each project goes over all that its parents say.
    private static final long MOST_WORDS = 10_000_000;

    private final Map<FilePath, MavenModel> byFile;
    private final Map<String, FilePath> byName = new HashMap<>();
    private final Map<FilePath, String> elsewhere = new HashMap<>();
    private final MavenLists lists = new MavenLists(new MavenLists.Projects() {
        @Override
        public Optional<FilePath> named(String name) {
            return Optional.ofNullable(byName.get(name));
        }

        @Override
        public List<MavenModel> lineage(FilePath file) {
            return MavenProjects.this.lineage(file);
        }
    });
    private long words;

    /// @param byFile in the order of their paths: of two with the same name the first counts
    MavenProjects(SortedMap<FilePath, MavenModel> byFile) {
        this.byFile = byFile;
        byFile.forEach((file, model) -> byName.putIfAbsent(model.name(), file));
    }

    /// What one of the files declares.
    void declare(FilePath file, Declarations found) throws MalformedInput {
        List<MavenModel> lineage = lineage(file);
        MavenVersions versions = new MavenVersions(lineage);
        MavenLists.Imported imported = lists.of(versions);
        List<MavenModel.Dependency> dependencies = model(file).dependencies();
        words += lineage.stream().mapToLong(MavenModel::words).sum();
        words += (long) imported.here().size() * (1 + dependencies.size());
        if (words > MOST_WORDS) {
            throw new MalformedInput("the projects here give each other more than " + MOST_WORDS + " versions");
        }
        noteElsewhere(file, lineage, imported);
        for (MavenModel.Dependency dependency : dependencies) {
            String name = versions.name(dependency);
            if (name.startsWith(":") || name.endsWith(":") || name.contains("${")) {
                found.malformed("a dependency names no group and artifact that the files here explain");
            } else if (!byName.containsKey(name)) {
                found.add(name, versions.version(dependency, imported.here()), versions.isForTests(dependency));
            }
        }
    }

    private void noteElsewhere(FilePath file, List<MavenModel> lineage, MavenLists.Imported imported) {
        Set<String> names = new LinkedHashSet<>();
        lists.missingParent(lineage).ifPresent(names::add);
        names.addAll(imported.elsewhere());
        if (!names.isEmpty()) {
            String full = names.iterator().next();
            String first = full.substring(0, Math.min(full.length(), LONGEST_NAME));
            elsewhere.put(file, names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more");
        }
    }

    /// What a file, that has been asked for, takes versions from and is not in the folder: parents and lists.
    Optional<String> elsewhere(FilePath file) {
        return Optional.ofNullable(elsewhere.get(file));
    }

    /// The file and its parents, as far as they are here.
    private List<MavenModel> lineage(FilePath file) {
        Set<FilePath> lineage = new LinkedHashSet<>();
        Optional<FilePath> next = Optional.of(file);
        while (next.isPresent() && lineage.size() < DEEPEST && lineage.add(next.get())) {
            next = parent(next.get());
        }
        return lineage.stream().map(this::model).toList();
    }

    /// The file that the path to the parent means, if it is the one that is named; else whichever has that name.
    private Optional<FilePath> parent(FilePath file) {
        MavenModel.Parent parent = model(file).parent();
        FilePath meant = resolved(file.parent(), parent.path());
        return List.of(meant, meant.child(FILE)).stream()
                .filter(one -> byFile.containsKey(one) && model(one).name().equals(parent.name()))
                .findFirst()
                .or(() -> Optional.ofNullable(byName.get(parent.name())));
    }

    private MavenModel model(FilePath file) {
        MavenModel model = byFile.get(file);
        if (model == null) {
            throw new IllegalArgumentException("no model of " + file);
        }
        return model;
    }

    private static FilePath resolved(FilePath folder, String path) {
        FilePath at = folder;
        for (String step : path.split("/")) {
            at = switch (step) {
                case "", "." -> at;
                case ".." -> at.parent();
                default -> at.child(step);
            };
        }
        return at;
    }
}

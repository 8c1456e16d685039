package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FilePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The lists of versions ("BOMs") of a folder, which its projects import: each is read with its own parents and
/// properties, not with those of who imports it (Maven, "Introduction to the Dependency Mechanism").
final class MavenLists {
    /// What is kept of all lists together, in properties and versions.
    private static final int MOST_KEPT = 500_000;

    /// How often all projects together come by a list.
    private static final int MOST_STEPS = 1_000_000;

    /// The projects of the folder.
    interface Projects {
        Optional<FilePath> named(String name);

        /// The file and its parents, as far as they are here.
        List<MavenModel> lineage(FilePath file);
    }

    /// What a project imports, also by way of other lists.
    ///
    /// @param here in the order in which they count
    /// @param elsewhere names and versions of those that are not in the folder
    record Imported(List<MavenVersions> here, Set<String> elsewhere) {}

    private final Projects projects;
    private final Map<FilePath, MavenVersions> read = new HashMap<>();
    private long kept;
    private long steps;

    MavenLists(Projects projects) {
        this.projects = projects;
    }

    /// All that a project imports. What a list manages itself counts before what it imports, and that before the
    /// next list.
    Imported of(MavenVersions project) throws MalformedInput {
        List<MavenVersions> here = new ArrayList<>();
        Set<String> elsewhere = new LinkedHashSet<>();
        Set<FilePath> seen = new HashSet<>();
        Deque<MavenVersions.Import> ahead = new ArrayDeque<>(project.imports());
        while (!ahead.isEmpty()) {
            if (++steps > MOST_STEPS) {
                throw new MalformedInput("the projects here import lists more than " + MOST_STEPS + " times");
            }
            MavenVersions.Import next = ahead.pop();
            Optional<FilePath> file = file(next);
            if (file.isEmpty()) {
                elsewhere.add(next.toString());
            } else if (seen.add(file.get())) {
                MavenVersions list = list(file.get());
                here.add(list);
                list.imports().reversed().forEach(ahead::push);
                missingParent(projects.lineage(file.get())).ifPresent(elsewhere::add);
            }
        }
        return new Imported(here, elsewhere);
    }

    /// The name and version of the parent that the last of a lineage has elsewhere.
    Optional<String> missingParent(List<MavenModel> lineage) {
        MavenModel.Parent parent = lineage.getLast().parent();
        boolean isHere =
                parent.artifact().isEmpty() || projects.named(parent.name()).isPresent();
        return isHere ? Optional.empty() : Optional.of(parent.name() + ":" + parent.version());
    }

    /// The file of the folder that is meant: that of another version is not.
    private Optional<FilePath> file(MavenVersions.Import list) throws MalformedInput {
        Optional<FilePath> named = projects.named(list.name());
        return named.isPresent() && list(named.get()).ofProject().equals(list.version()) ? named : Optional.empty();
    }

    private MavenVersions list(FilePath file) throws MalformedInput {
        MavenVersions known = read.get(file);
        if (known != null) {
            return known;
        }
        List<MavenModel> lineage = projects.lineage(file);
        kept += lineage.stream().mapToLong(MavenModel::words).sum();
        if (kept > MOST_KEPT) {
            throw new MalformedInput("the lists of versions here hold more than " + MOST_KEPT + " versions");
        }
        MavenVersions list = new MavenVersions(lineage);
        read.put(file, list);
        return list;
    }
}

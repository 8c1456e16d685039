package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Digest;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import io.plimsoll.scanner.layer.PathKey;
import io.plimsoll.scanner.layer.PathNumbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which files belong to which packages of the distribution, as its databases say. A library that a language's own
/// analyser found is the distribution's if its file is: if a package lists it, and came with the same layer. What a
/// later layer put in its place is not the distribution's any more.
public final class OwnedFiles {
    private static final String INSIDE_ARCHIVE = "!/";

    private final MergedView view;
    private final PathKey key;
    private final List<Claim> claims = new ArrayList<>();

    /// @param layer that brought the package; null in a plain folder
    private record Claim(String owner, @Nullable Digest layer, PathNumbers files) {}

    /// @param key that the numbers of all files are made with
    public OwnedFiles(MergedView view, PathKey key) {
        this.view = view;
        this.key = key;
    }

    /// Notes what a package of the distribution owns.
    ///
    /// @param owner its name
    /// @param layer that brought it; null in a plain folder
    public void add(String owner, @Nullable Digest layer, PathNumbers files) {
        claims.add(new Claim(owner, layer, files));
    }

    /// The same libraries with their owners.
    public List<SoftwarePackage> named(List<SoftwarePackage> libraries) {
        Map<Long, List<Integer>> places = places(libraries);
        List<SoftwarePackage> named = new ArrayList<>(libraries);
        for (Claim claim : claims) {
            claim.files()
                    .forEach(number -> places.getOrDefault(number, List.of()).stream()
                            .filter(place -> Objects.equals(libraries.get(place).layer(), claim.layer()))
                            .forEach(place ->
                                    named.set(place, libraries.get(place).ownedBy(claim.owner()))));
        }
        return named;
    }

    /// Where in the list are the libraries of each file, by the numbers of its names.
    private Map<Long, List<Integer>> places(List<SoftwarePackage> libraries) {
        List<Merged> merged = merged();
        Map<Long, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < libraries.size(); i++) {
            FilePath file = file(libraries.get(i).path());
            add(places, file, i);
            for (Merged one : merged) {
                if (file.bytes().startsWith(one.folder().bytes() + "/")) {
                    String below = file.bytes().substring(one.folder().bytes().length());
                    add(places, new FilePath(one.link().bytes() + below), i);
                }
            }
        }
        return places;
    }

    private void add(Map<Long, List<Integer>> places, FilePath file, int place) {
        places.computeIfAbsent(key.of(file), number -> new ArrayList<>(1)).add(place);
    }

    /// A link in the root to a folder, such as `lib` to `usr/lib`: packages may list a file by either name.
    private record Merged(FilePath link, FilePath folder) {}

    private List<Merged> merged() {
        return view.links(link -> link.parent().isRoot())
                .flatMap(link -> view.resolve(link).map(folder -> new Merged(link, folder)).stream())
                .filter(one -> !one.folder().isRoot())
                .toList();
    }

    /// The outermost file of a library's path, which has one char per byte.
    private static FilePath file(String path) {
        int archive = path.indexOf(INSIDE_ARCHIVE);
        String file = path.substring(1, archive < 0 ? path.length() : archive);
        return new FilePath(new String(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}

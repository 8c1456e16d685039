package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Digest;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Which files belong to which packages, as the packages' own lists say. A file is a package's if the package lists it,
/// and came with the same layer. What a later layer put in its place is not the package's any more.
public final class OwnedFiles {
    private static final String INSIDE_ARCHIVE = "!/";

    private final MergedView view;
    private final PathKey key;
    private final Gaps gaps;
    private final List<Claim> claims = new ArrayList<>();

    /// @param software null where the list is of a package that is not installed
    /// @param layer that brought the package; null in a plain folder
    private record Claim(
            String owner,
            @Nullable SoftwarePackage software,
            @Nullable Digest layer,
            PathNumbers files) {}

    /// @param key that the numbers of all files are made with
    public OwnedFiles(MergedView view, PathKey key, Gaps gaps) {
        this.view = view;
        this.key = key;
        this.gaps = gaps;
    }

    /// Notes what a package owns.
    ///
    /// @param owner its name
    /// @param software the package; null where it is not installed, and only its list is there
    /// @param layer that brought it; null in a plain folder
    public void add(String owner, @Nullable SoftwarePackage software, @Nullable Digest layer, PathNumbers files) {
        claims.add(new Claim(owner, software, layer, files));
        if (files.isFull()) {
            gaps.add("limit-file", "of the files of '" + owner + "' only the first " + files.size() + " are known", "");
        }
    }

    /// A file of the image.
    ///
    /// @param layer that it came with; null in a plain folder
    record Located(FilePath file, @Nullable Digest layer) {}

    /// The same libraries with the names of their owners.
    public List<SoftwarePackage> named(List<SoftwarePackage> libraries) {
        List<SoftwarePackage> named = new ArrayList<>(libraries);
        List<Located> files = libraries.stream()
                .map(library -> new Located(file(library.path()), library.layer()))
                .toList();
        eachOwned(files, (place, claim) -> named.set(place, libraries.get(place).ownedBy(claim.owner())));
        return named;
    }

    /// The installed packages that list each of the files, by the places of these in the list.
    Map<Integer, List<SoftwarePackage>> of(List<Located> files) {
        Map<Integer, List<SoftwarePackage>> owners = new HashMap<>();
        eachOwned(files, (place, claim) -> {
            if (claim.software() != null) {
                owners.computeIfAbsent(place, one -> new ArrayList<>(1)).add(claim.software());
            }
        });
        return owners;
    }

    private void eachOwned(List<Located> files, BiConsumer<Integer, Claim> found) {
        if (files.isEmpty()) {
            return;
        }
        Map<Long, List<Integer>> places = places(files);
        for (Claim claim : claims) {
            claim.files().forEach(number -> {
                for (int place : places.getOrDefault(number, List.of())) {
                    if (Objects.equals(files.get(place).layer(), claim.layer())) {
                        found.accept(place, claim);
                    }
                }
            });
        }
    }

    /// Where in the list are the files, by the numbers of their names.
    private Map<Long, List<Integer>> places(List<Located> files) {
        List<Merged> merged = merged();
        Map<Long, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < files.size(); i++) {
            FilePath file = files.get(i).file();
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
    static FilePath file(String path) {
        int archive = path.indexOf(INSIDE_ARCHIVE);
        String file = path.substring(1, archive < 0 ? path.length() : archive);
        return new FilePath(new String(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}

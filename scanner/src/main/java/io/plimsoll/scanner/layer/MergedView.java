package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a container sees of the layers laid over each other: for each path the file of the highest layer that has it,
/// unless a layer above removed it or a folder that holds it.
public final class MergedView {
    private static final int MOST_LINKS_FOLLOWED = 40;

    /// Evidence with the layer that brought it.
    ///
    /// @param layer null in a plain folder
    public record Placed<E extends Evidence>(
            E evidence, @Nullable Digest layer) {}

    private final List<Placed<?>> visible = new ArrayList<>();
    private final Map<FilePath, String> links = new HashMap<>();
    private final List<Names> names = new ArrayList<>();
    private final List<ScannedLayer> lowestFirst;

    private MergedView(List<ScannedLayer> lowestFirst) {
        this.lowestFirst = List.copyOf(lowestFirst);
    }

    /// Lays layers over each other.
    public static MergedView of(List<ScannedLayer> lowestFirst, PathKey key) {
        MergedView view = new MergedView(lowestFirst);
        Footprint above = new Footprint(key);
        for (ScannedLayer layer : view.lowestFirst.reversed()) {
            LayerContents contents = layer.contents();
            contents.evidence().forEach((file, evidence) -> {
                boolean hidden = above.hides(file);
                for (Evidence found : evidence) {
                    Evidence seen = hidden ? found.asDeleted() : found;
                    if (seen != null) {
                        view.visible.add(new Placed<>(seen, layer.diffId()));
                    }
                }
            });
            if (!contents.names().isEmpty()) {
                FileNames shown = new FileNames();
                contents.names().forEach(file -> {
                    if (!above.hides(file)) {
                        shown.add(file);
                    }
                });
                view.names.add(new Names(shown, layer.diffId()));
            }
            contents.links().forEach((path, target) -> {
                if (!above.hides(path)) {
                    view.links.put(path, target);
                }
            });
            above.addAll(contents.footprint());
        }
        return view;
    }

    /// All evidence of one kind that is visible, or that says of itself that its file is deleted; in no order.
    public <E extends Evidence> Stream<Placed<E>> all(Class<E> kind) {
        return visible.stream()
                .filter(placed -> kind.isInstance(placed.evidence()))
                .map(placed -> new Placed<>(kind.cast(placed.evidence()), placed.layer()));
    }

    /// @param layer null in a plain folder
    private record Names(FileNames files, @Nullable Digest layer) {}

    /// Takes a file with its layer, which is null in a plain folder.
    public interface Taking {
        void take(FilePath file, @Nullable Digest layer);
    }

    /// Hands over all visible files and links, where their names were kept; one that its layer has twice comes twice.
    public void files(Taking taking) {
        names.forEach(of -> of.files().forEach(file -> taking.take(file, of.layer())));
    }

    /// The visible evidence of one kind at exactly this path, which is not followed if it is a link.
    public <E extends Evidence> Optional<Placed<E>> at(FilePath file, Class<E> kind) {
        return all(kind).filter(placed -> placed.evidence().file().equals(file)).findFirst();
    }

    /// What the layers had to say of one kind about a path, lowest first, also where higher ones hide it.
    public <E extends Evidence> List<Placed<E>> history(FilePath file, Class<E> kind) {
        return lowestFirst.stream()
                .flatMap(layer -> layer.contents().evidence().getOrDefault(file, List.of()).stream()
                        .filter(kind::isInstance)
                        .map(found -> new Placed<>(kind.cast(found), layer.diffId())))
                .toList();
    }

    /// The visible symbolic links at certain paths, in no order.
    public Stream<FilePath> links(Predicate<FilePath> paths) {
        return links.keySet().stream().filter(paths);
    }

    /// Where a path leads when symbolic links are followed, without ever leaving the root. Links that go round in
    /// circles lead nowhere.
    public Optional<FilePath> resolve(FilePath path) {
        Deque<String> ahead = new ArrayDeque<>(components(path.bytes()));
        FilePath at = FilePath.ROOT;
        int followed = 0;
        while (!ahead.isEmpty()) {
            String component = ahead.pop();
            if (component.equals("..")) {
                at = at.parent();
                continue;
            }
            FilePath next = at.child(component);
            String target = links.get(next);
            if (target == null) {
                at = next;
            } else if (++followed > MOST_LINKS_FOLLOWED) {
                return Optional.empty();
            } else {
                at = target.startsWith("/") ? FilePath.ROOT : at;
                components(target).reversed().forEach(ahead::push);
            }
        }
        return Optional.of(at);
    }

    private static List<String> components(String path) {
        return Arrays.stream(path.split("/"))
                .filter(component -> !component.isEmpty() && !component.equals("."))
                .toList();
    }
}

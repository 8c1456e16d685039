package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.engine.ContainerFile;
import io.plimsoll.enforcer.engine.EngineFiles;
import io.plimsoll.enforcer.engine.ImageNames;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Finds out where a container comes from. Believes only files that root alone can write: ids and labels are chosen by
/// whoever asks the engine.
final class Origins {
    /// No image has more ancestors; a circle would.
    private static final int MOST_ANCESTORS = 256;

    private final Supplier<Optional<EngineFiles>> engine;

    /// @param engine the files of the engine; absent until it has been seen for the first time
    Origins(Supplier<Optional<EngineFiles>> engine) {
        this.engine = engine;
    }

    /// @param pid a process that sees the mounts of the engine
    /// @param root of the container's file system, as the engine sees it
    Origin find(String id, Path bundle, long pid, Path root) {
        Optional<EngineFiles> known = engine.get();
        if (known.isEmpty()) {
            return new Origin.Unknown("the container engine has not been seen yet");
        }
        EngineFiles files = known.get();
        if (bundle.startsWith(files.buildKitBundles())) {
            return new Origin.BuildStep("buildkit", imagesBelow(files, pid, root));
        }
        return files.container(id)
                .map(c -> ofContainer(files, c, root))
                .orElseGet(() -> new Origin.Unknown("the container engine does not know this container"));
    }

    private static Origin ofContainer(EngineFiles files, ContainerFile container, Path root) {
        Optional<Path> recorded = files.rootOf(container.id());
        boolean itsRoot = recorded.isPresent()
                ? recorded.get().equals(root)
                : root.startsWith(files.dataRoot()) && root.endsWith(container.id());
        if (!itsRoot) {
            return new Origin.Unknown("its root file system " + root + " is not the one of container "
                    + container.id().substring(0, 12));
        }
        if (container.looksLikeBuildStep() && files.classicBuildRuns()) {
            return new Origin.BuildStep("classic", withParents(files, container.image()));
        }
        Set<String> names = new LinkedHashSet<>(files.namesOf(container.image()));
        ImageNames.familiar(container.imageName()).ifPresent(names::add);
        return new Origin.OfImage(container, List.copyOf(names));
    }

    private static List<List<Digest>> withParents(EngineFiles files, Digest image) {
        List<List<Digest>> ancestors = new ArrayList<>();
        Optional<Digest> next = Optional.of(image);
        while (next.isPresent() && ancestors.size() < MOST_ANCESTORS) {
            ancestors.add(List.of(next.get()));
            next = files.parentOf(next.get());
        }
        return ancestors;
    }

    /// The images whose layers are all below this root, those with the most layers first.
    private static List<List<Digest>> imagesBelow(EngineFiles files, long pid, Path root) {
        Map<String, Digest> layers = files.layersByFolder();
        Map<Digest, List<Digest>> images = new HashMap<>();
        for (Digest image : files.images()) {
            files.topLayerOf(image)
                    .ifPresent(top ->
                            images.computeIfAbsent(top, _ -> new ArrayList<>()).add(image));
        }
        return MountTable.of(pid).map(t -> t.lowerLayers(root)).orElse(List.of()).stream()
                .map(lower -> layers.get(folderOf(files, lower)))
                .filter(Objects::nonNull)
                .map(images::get)
                .filter(Objects::nonNull)
                .limit(MOST_ANCESTORS)
                .toList();
    }

    /// The engine names layers by short links (`l/ABC` -> `../<folder>/diff`), relative ones where there are many.
    private static String folderOf(EngineFiles files, String lower) {
        try {
            Path diff = files.layerFolder().resolve(lower).toRealPath();
            Path folder = diff.getParent();
            return folder == null ? "" : String.valueOf(folder.getFileName());
        } catch (IOException e) {
            return "";
        }
    }
}

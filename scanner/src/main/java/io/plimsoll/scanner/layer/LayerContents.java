package io.plimsoll.scanner.layer;

import io.plimsoll.scanner.bounds.Gaps;
import java.util.List;
import java.util.Map;

/// What is remembered of one layer, without knowing of the others.
///
/// @param footprint what it hides of lower layers
/// @param evidence by the file that it was found in
/// @param links symbolic links: path to target, one char per byte
/// @param names of all its files and links; empty unless they were asked for
/// @param gaps what could not be seen
public record LayerContents(
        Footprint footprint,
        Map<FilePath, List<Evidence>> evidence,
        Map<FilePath, String> links,
        FileNames names,
        Gaps gaps) {}

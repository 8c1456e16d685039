package io.plimsoll.feeds.quality;

import io.plimsoll.feeds.Inventories;
import io.plimsoll.model.PackageType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Packages of images that can be made (golden/recipes), and what the feeds say of them, computed by others. They name
/// all: whatever else is found in them is wrong, what was taken back above all.
final class Recipes {
    private static final Map<String, PackageType> TYPES = Map.of(
            "npm", PackageType.NPM,
            "maven", PackageType.MAVEN,
            "pypi", PackageType.PYPI,
            "go", PackageType.GOLANG,
            "crates", PackageType.CARGO,
            "rubygems", PackageType.GEM,
            "composer", PackageType.COMPOSER,
            "nuget", PackageType.NUGET);

    private static final String TAKEN_BACK = "ghsa-csv-withdrawn";
    private static final String SECOND_OPINION = "gitlab-community";

    /// Feeds whose rows repeat the feed's own words where others name the version that fixes it, or name it by another.
    private static final Set<String> WITHOUT_FIX = Set.of("friendsofphp", "ruby-advisory-db", SECOND_OPINION);

    private Recipes() {}

    static List<Corpus> all() throws IOException {
        List<Corpus> corpora = new ArrayList<>();
        for (Map.Entry<String, PackageType> one : TYPES.entrySet()) {
            PackageType type = one.getValue();
            String recipe = "recipes/" + one.getKey();
            corpora.add(Corpus.complete(
                    type.purlType(),
                    "recipe",
                    Inventories.of(
                            null,
                            Golden.rows(recipe + "-packages.tsv").stream()
                                    .map(row -> Inventories.language(type, row.get(0), row.get(1)))
                                    .toList()),
                    labels(recipe + "-expected.tsv")));
        }
        return corpora;
    }

    /// A second opinion is a label of its own only where it says more.
    private static List<Label> labels(String path) throws IOException {
        List<List<String>> rows = Golden.rows(path);
        Set<List<String>> firstHand = rows.stream()
                .filter(row -> !row.get(4).equals(SECOND_OPINION))
                .map(row -> row.subList(0, 3))
                .collect(Collectors.toSet());
        return rows.stream()
                .filter(row -> !row.get(4).equals(TAKEN_BACK))
                .filter(row -> !row.get(4).equals(SECOND_OPINION) || !firstHand.contains(row.subList(0, 3)))
                .map(Recipes::label)
                .toList();
    }

    private static Label label(List<String> row) {
        String fix = WITHOUT_FIX.contains(row.get(4)) ? null : row.get(3);
        return Label.of(row.get(0), row.get(1), row.get(2), fix);
    }
}

package io.plimsoll.scanner.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.PackageType;
import io.plimsoll.scanner.quality.Reading.Judgement;
import io.plimsoll.testkit.QualityTable;
import io.plimsoll.testkit.Reviewed;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What package managers and other scanners read of the inputs beside the repository, held against what we do: no
/// package is missed and none is too many, but for what `reviewed.tsv` names. Prints precision and recall of each
/// ecosystem.
class InventoryQualityTest {
    private static Reviewed reviewed;
    private static List<Judgement> judgements;

    @BeforeAll
    static void judgeAll() throws IOException {
        reviewed = Reviewed.read(InventoryQualityTest.class, "reviewed.tsv");
        judgements = Stream.of(PackageDatabases.all(), LockFiles.all(), Folders.all(), Programs.all())
                .flatMap(List::stream)
                .map(reading -> reading.judge(reviewed))
                .toList();
        QualityTable table = new QualityTable("Inventory", "inputs");
        judgements.forEach(judged -> table.add(judged.line()));
        System.out.println(table);
    }

    static List<Judgement> judgements() {
        return judgements;
    }

    @ParameterizedTest
    @MethodSource("judgements")
    void readsWhatOthersRead(Judgement judged) {
        judged.check();
    }

    /// Each kind of package that an inventory can hold is labelled somewhere.
    @Test
    void noEcosystemIsWithoutASample() {
        Set<String> labelled = judgements.stream()
                .filter(judged -> !judged.found().isEmpty())
                .map(judged -> judged.reading().ecosystem())
                .collect(Collectors.toSet());
        assertThat(labelled)
                .containsAll(Arrays.stream(PackageType.values())
                        .map(PackageType::purlType)
                        .toList());
    }

    @Test
    void noParserIsForgotten() throws IOException {
        assertThat(LockFiles.forgotten()).isEmpty();
    }

    @Test
    void everyReviewedDifferenceIsStillOne() {
        assertThat(reviewed.unused()).isEmpty();
    }
}

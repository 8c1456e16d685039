package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QualityTableTest {
    @Test
    void saysNothingOfNoCases() {
        assertThat(new QualityTable("Matching", "packages").toString().lines().toList())
                .hasSize(3)
                .last()
                .asString()
                .matches("all +0 +0 +0 +0 +0 +0 +- +- +0 +0");
    }

    @Test
    void countsPrecisionAndRecallOfEachEcosystem() {
        QualityTable table = new QualityTable("Matching", "packages");
        table.add(new QualityTable.Line("npm", "two", 3, 1, 2, 1, 1, 1, 5));
        table.add(new QualityTable.Line("npm", "two", 1, 0, 1, 0, 0, 0, 0));
        table.add(new QualityTable.Line("npm", "one", 1, 1, 0, 0, 0, 0, 0));
        table.add(new QualityTable.Line("deb", "root", 9, 0, 9, 0, 0, 0, 0));

        assertThat(table.toString().lines().skip(2))
                .extracting(line -> line.replaceAll(" +", " ").strip())
                .containsExactly(
                        "deb root 9 9 0 9 0 0 1.000 1.000 0 0",
                        "npm one 1 0 1 0 0 0 - - 0 0",
                        "npm two 4 4 1 3 1 1 0.750 0.750 5 1",
                        "npm = all 5 4 2 3 1 1 0.750 0.750 5 1",
                        "all 14 13 2 12 1 1 0.923 0.923 5 1");
    }
}

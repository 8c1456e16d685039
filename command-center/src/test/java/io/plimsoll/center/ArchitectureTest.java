package io.plimsoll.center;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The map of the Command Center: packages are features, and arrows between them point one way.
class ArchitectureTest {
    private static final JavaClasses CENTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.plimsoll.center");

    @Test
    void featuresFormNoCycles() {
        slices().matching("io.plimsoll.center.(*)..").should().beFreeOfCycles().check(CENTER);
    }

    @Test
    void plumbingKnowsNoFeature() {
        noClasses()
                .that()
                .resideInAPackage("io.plimsoll.center.server..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.plimsoll.center..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAnyPackage("io.plimsoll.center.server.."))))
                .check(CENTER);
    }

    @Test
    void auditAndComplianceImportNoFeature() {
        for (String feature : new String[] {"audit", "compliance"}) {
            classes()
                    .that()
                    .resideInAPackage("io.plimsoll.center." + feature + "..")
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(
                                    "io.plimsoll.center." + feature + "..",
                                    "io.plimsoll.center.audit..",
                                    "io.plimsoll.center.server..")
                            .or(com.tngtech.archunit.base.DescribedPredicate.not(
                                    resideInAnyPackage("io.plimsoll.center.."))))
                    .allowEmptyShould(true)
                    .check(CENTER);
        }
    }

    @Test
    void springShowsOnlyInPlumbingRoutesAndWiring() {
        noClasses()
                .that()
                .resideInAPackage("io.plimsoll.center.*..")
                .and()
                .resideOutsideOfPackage("io.plimsoll.center.server..")
                .and()
                .haveSimpleNameNotEndingWith("Api")
                .and()
                .haveSimpleNameNotEndingWith("Configuration")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CENTER);
    }

    @Test
    void onlyDoorsArePublic() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Api")
                .or()
                .haveSimpleNameEndingWith("Store")
                .should()
                .notBePublic()
                .check(CENTER);
    }

    @Test
    void sqlIsWrittenInStoresAndDoorsThroughOneDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.plimsoll.center.server.database..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.describe(
                                "other than the exception that a row reader may throw",
                                c -> !c.getSimpleName().equals("SQLException")))
                        .and(alwaysTrue()))
                .check(CENTER);
    }
}

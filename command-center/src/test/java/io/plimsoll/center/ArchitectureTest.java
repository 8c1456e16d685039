package io.plimsoll.center;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What holds between the features of the Command Center. What holds in every module is tested in `architecture/`.
class ArchitectureTest {
    private static final JavaClasses CENTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.plimsoll.center");

    @Test
    void plumbingKnowsNoFeature() {
        noClasses()
                .that()
                .resideInAPackage("io.plimsoll.center.server..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.plimsoll.center..")
                        .and(not(resideInAnyPackage("io.plimsoll.center.server.."))))
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
                            .or(not(resideInAnyPackage("io.plimsoll.center.."))))
                    .allowEmptyShould(true)
                    .check(CENTER);
        }
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
                        .and(describe(
                                "other than the exception that a row reader may throw",
                                c -> !c.getSimpleName().equals("SQLException"))))
                .check(CENTER);
    }
}

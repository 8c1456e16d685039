package io.plimsoll.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.plimsoll.architecture.Classes.ALL;
import static io.plimsoll.architecture.Classes.GENERATED;
import static io.plimsoll.architecture.Classes.folderOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Holds the map of `docs/architecture.md` and the habits that a class file shows.
class ArchitectureTest {
    private static final ArchitectureMap MAP = ArchitectureMap.read();
    private static final List<MavenModule> MODULES = MavenModule.all();

    /// Words that say nothing, as a part of a package's name or at an end of a type's.
    private static final Pattern EMPTY_WORD = Pattern.compile(
            "(?i:util|utils|common|manager|impl)|[A-Za-z]+(Utils?|Manager|Impl)|(Util|Common|Impl)[A-Z].*");

    @Test
    void everyModuleIsOnTheMapAndSaysWhatItIs() {
        assertThat(MODULES).extracting(MavenModule::folder).isNotEmpty().allSatisfy(folder -> {
            assertThat(MAP.arrows()).containsKey(folder);
            assertThat(Tree.ROOT.resolve(folder).resolve("README.md")).isRegularFile();
        });
        assertThat(MAP.arrows().keySet()).allMatch(folder -> Files.isDirectory(Tree.ROOT.resolve(folder)));
    }

    @Test
    void classesOfEveryJavaModuleAreSeen() {
        Set<String> withClasses = MODULES.stream()
                .map(MavenModule::folder)
                .filter(folder -> !MAP.onAnything().contains(folder) || folder.equals("testkit"))
                .filter(folder -> Stream.of("java", "proto")
                        .anyMatch(kind ->
                                Files.isDirectory(Tree.ROOT.resolve(folder).resolve("src/main/" + kind))))
                .collect(Collectors.toSet());
        assertThat(Classes.folders()).isEqualTo(withClasses);
    }

    @Test
    void classesKnowOnlyTheModulesThatTheMapAllows() {
        Set<String> wrong = ALL.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(arrow -> isOurs(arrow.getTargetClass()))
                .filter(arrow ->
                        !MAP.mayUse(folderOf(arrow.getOriginClass()), folderOf(target(arrow.getTargetClass()))))
                .map(arrow -> arrow.getDescription())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(wrong).isEmpty();
    }

    private static boolean isOurs(JavaClass type) {
        return target(type).getPackageName().startsWith("io.plimsoll.");
    }

    private static JavaClass target(JavaClass type) {
        return ALL.contain(type.getBaseComponentType().getName())
                ? ALL.get(type.getBaseComponentType().getName())
                : type.getBaseComponentType();
    }

    @Test
    void buildFilesAskOnlyForTheModulesThatTheMapAllows() {
        Function<String, String> folder = MavenModule.folderOfArtifact(MODULES);
        assertThat(MODULES)
                .allSatisfy(module -> assertThat(module.uses())
                        .as(module.folder())
                        .allMatch(artifact -> MAP.mayUse(module.folder(), folder.apply(artifact))));
    }

    @Test
    void theMapShowsNoArrowThatIsNotThere() {
        Function<String, String> folder = MavenModule.folderOfArtifact(MODULES);
        assertThat(MODULES)
                .allSatisfy(
                        module -> assertThat(module.uses().stream().map(folder).collect(Collectors.toSet()))
                                .as(module.folder())
                                .containsAll(MAP.arrows().getOrDefault(module.folder(), Set.of())));
    }

    /// A `Main` is left out: it is the table of contents of a program and names everything.
    @Test
    void packagesFormNoCycles() {
        slices().matching("io.plimsoll.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(simpleName("Main"), alwaysTrue())
                .check(ALL);
    }

    @Test
    void whatMayUseTheJdkAloneDoes() {
        assertThat(MAP.onJdkAlone()).contains("model", "enforcer/kernel");
        DescribedPredicate<JavaClass> jdkOrOurs =
                resideInAnyPackage("java..", "javax..", "jdk.net..", "org.jspecify.annotations..", "io.plimsoll..");
        classes()
                .that(describe("may use the JDK alone", type -> MAP.onJdkAlone().contains(folderOf(type))))
                .should()
                .onlyDependOnClassesThat(jdkOrOurs)
                .check(ALL);
    }

    @Test
    void policyJudgesWithoutTouchingTheWorld() {
        DescribedPredicate<JavaClass> world = or(
                resideInAnyPackage(
                        "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..", "org.springframework.."),
                describe(
                        "a file, process, clock or random numbers",
                        type -> Set.of(
                                        "java.io.File",
                                        "java.io.FileInputStream",
                                        "java.lang.ProcessBuilder",
                                        "java.time.Clock",
                                        "java.util.Random")
                                .contains(type.getName())));
        noClasses()
                .that()
                .resideInAnyPackage("io.plimsoll.policy..", "io.plimsoll.model..")
                .should()
                .dependOnClassesThat(world)
                .orShould()
                .callMethod("java.time.Instant", "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(ALL);
    }

    @Test
    void policyReadsItsDocumentsInOnePlaceAndJudgesWithoutJackson() {
        noClasses()
                .that()
                .resideInAPackage("io.plimsoll.policy..")
                .and()
                .doNotHaveSimpleName("Fields")
                .and()
                .haveSimpleNameNotEndingWith("Document")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml..", "org.yaml..")
                .check(ALL);
    }

    @Test
    void onlyTheNativeRoomCallsNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.plimsoll.enforcer.kernel..")
                .should()
                .dependOnClassesThat(describe(
                        "call native code",
                        type -> type.getPackageName().equals("java.lang.foreign")
                                && !Set.of("Arena", "MemorySegment", "ValueLayout")
                                        .contains(outermost(type))))
                .orShould()
                .callMethod("java.lang.foreign.MemorySegment", "reinterpret", "long")
                .orShould()
                .callMethod(System.class, "load", String.class)
                .orShould()
                .callMethod(System.class, "loadLibrary", String.class)
                .check(ALL);
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getSimpleName());
    }

    /// A mapped bundle is memory too, but nothing is called through it.
    @Test
    void memoryOutsideTheHeapIsForTheNativeRoomAndTheBundle() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.plimsoll.enforcer.kernel..", "io.plimsoll.advisories.bundle..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(ALL);
    }

    @Test
    void springShowsOnlyInPlumbingRoutesAndWiring() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.plimsoll.center", "io.plimsoll.center.server..")
                .and(not(describe(
                        "are routes or wiring of a feature",
                        type -> type.getPackageName().startsWith("io.plimsoll.center.")
                                && (topLevelName(type).endsWith("Api")
                                        || topLevelName(type).endsWith("Configuration")))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(ALL);
    }

    private static String topLevelName(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::topLevelName).orElse(type.getSimpleName());
    }

    @Test
    void namesNameTheThing() {
        classes().that(not(GENERATED)).should(Names.sayingMoreThan(EMPTY_WORD)).check(ALL);
    }

    @Test
    void everyPackageSaysWhatMayBeAbsent() {
        Set<String> unmarked = ALL.stream()
                .filter(not(GENERATED))
                .map(JavaClass::getPackage)
                .filter(place -> !place.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).isEmpty();
    }
}

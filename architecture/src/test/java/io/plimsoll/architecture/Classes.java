package io.plimsoll.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// The compiled classes of all modules, tests aside.
final class Classes {
    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.plimsoll");

    /// What no person wrote: the messages and services of `enforcer.proto`.
    static final DescribedPredicate<JavaClass> GENERATED = DescribedPredicate.describe(
            "generated", type -> type.getPackageName().startsWith("io.plimsoll.api.enforcer."));

    private Classes() {}

    /// The folder of the module that a class was compiled in.
    static String folderOf(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString().replaceFirst("^(jar:)?file:/*", "/");
        Path module = Path.of(uri.substring(0, uri.lastIndexOf("/target/")));
        if (!module.startsWith(Tree.ROOT)) {
            throw new IllegalStateException(type.getName() + " is not of this tree but from " + uri + "; run with -am");
        }
        return Tree.ROOT.relativize(module).toString();
    }

    static Set<String> folders() {
        return ALL.stream().map(Classes::folderOf).collect(Collectors.toSet());
    }
}

package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NewerClassesTest {
    @TempDir
    private Path folder;

    @Test
    void everyClassCanBeVerifiedAheadOfTime() throws Exception {
        Path old = jarOf(CommandLine.class);
        assertThat(oldestVersion(old)).isLessThan(ClassFile.JAVA_6_VERSION);

        Path made = folder.resolve("newer.jar");
        NewerClasses.write(old, made);

        assertThat(oldestVersion(made)).isGreaterThanOrEqualTo(ClassFile.JAVA_6_VERSION);
        assertThat(names(made)).isEqualTo(names(old));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {made.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (String name : names(made)) {
                if (isClass(name)) {
                    // Initialising verifies it; a wrong frame would be an error.
                    Class.forName(name.replace('/', '.').replaceAll("\\.class$", ""), true, loader);
                }
            }
        }
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static int oldestVersion(Path jar) throws IOException {
        int oldest = Integer.MAX_VALUE;
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry :
                    file.stream().filter(e -> isClass(e.getName())).toList()) {
                byte[] bytes = file.getInputStream(entry).readAllBytes();
                oldest = Math.min(oldest, ClassFile.of().parse(bytes).majorVersion());
            }
        }
        return oldest;
    }

    private static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }
}

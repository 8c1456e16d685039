package io.plimsoll.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a jar of Java 5 classes anew with what Java 6 added to the form, while the product is built: the
/// JDK's start-up cache holds no older classes, since it cannot verify them ahead of time, and the library that
/// reads our options is compiled for Java 5. The code stays as it is; frames of types are added to it (JVM
/// specification, 4.7.4 and 4.10).
final class NewerClasses {
    private static final int OLDEST_WITH_FRAMES = ClassFile.JAVA_6_VERSION;
    private static final int VERSION = ClassFile.JAVA_8_VERSION;

    private NewerClasses() {}

    /// @param arguments the jar, and the file to write
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void write(Path oldJar, Path newJar) throws IOException {
        URL[] places = {oldJar.toUri().toURL()};
        try (JarFile old = new JarFile(oldJar.toFile());
                URLClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
                ZipOutputStream written =
                        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(newJar)))) {
            // Code that would be taken over with its constants would not be looked at, and get no frames.
            ClassFile classes = ClassFile.of(
                    ClassFile.ConstantPoolSharingOption.NEW_POOL,
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)
                            .orElse(ClassHierarchyResolver.defaultResolver())));
            for (JarEntry entry : entries(old)) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setLastModifiedTime(entry.getLastModifiedTime());
                written.putNextEntry(copy);
                try (InputStream in = old.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    written.write(entry.getName().endsWith(".class") ? newer(bytes, classes) : bytes);
                }
            }
        }
    }

    private static List<JarEntry> entries(JarFile jar) {
        return jar.stream().toList();
    }

    private static byte[] newer(byte[] bytes, ClassFile classes) {
        ClassModel model = classes.parse(bytes);
        return model.majorVersion() >= OLDEST_WITH_FRAMES
                ? bytes
                : classes.transformClass(
                        model,
                        ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                                .andThen(ClassTransform.endHandler(end -> end.withVersion(VERSION, 0))));
    }
}

package io.plimsoll.scanner.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvidenceKindsTest {
    /// Looks into folders only, which have no layers.
    private static final String OF_FOLDERS = "analysis.lockfile.LockFiles$";

    private static final Path CLASSES = Path.of("target/classes/io/plimsoll/scanner");

    private final Random random = new Random(20261128);

    @Test
    void everyKindOfEvidenceIsListed() throws Exception {
        List<String> kinds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                String name =
                        CLASSES.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                Class<?> type = Class.forName(
                        "io.plimsoll.scanner." + name, false, getClass().getClassLoader());
                if (Evidence.class.isAssignableFrom(type) && !type.isInterface() && !name.startsWith(OF_FOLDERS)) {
                    kinds.add(name);
                }
            }
        }

        assertThat(EvidenceKinds.NAMES)
                .as("add a new kind of evidence to EvidenceKinds, or its layers are read again each time")
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void everyKindIsReadAsItWasWritten() throws Exception {
        EvidenceKinds kinds = new EvidenceKinds();
        for (String name : EvidenceKinds.NAMES) {
            int made = 0;
            for (int round = 0; round < 200; round++) {
                Evidence evidence = (Evidence) random(EvidenceKinds.kind(name));
                if (evidence == null) {
                    continue;
                }
                made++;
                ResultBytes out = new ResultBytes();
                kinds.write(evidence, out);
                ResultReading in = new ResultReading(out.end());

                assertThat(kinds.read(in)).isEqualTo(evidence);
                in.end();
            }
            assertThat(made).as(name).isPositive();
        }
    }

    @Test
    void damagedBytesAreRefusedOrReadAsWholeRecords() throws Exception {
        EvidenceKinds kinds = new EvidenceKinds();
        ResultBytes out = new ResultBytes();
        for (String name : EvidenceKinds.NAMES) {
            Evidence evidence = (Evidence) random(EvidenceKinds.kind(name));
            if (evidence != null) {
                kinds.write(evidence, out);
            }
        }
        byte[] sound = out.end();
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
            for (int change = 0; change < 3 && bytes.length > 0; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            ResultReading in = new ResultReading(bytes);
            try {
                for (int i = 0; i < EvidenceKinds.NAMES.size(); i++) {
                    assertWhole((Record) kinds.read(in));
                }
            } catch (MalformedInput e) {
                // refused
            }
        }
    }

    @Test
    void aClassThatIsNotListedIsNeverWritten() {
        record Stranger(FilePath file) implements Evidence {
            @Override
            public Evidence linkedAs(FilePath other) {
                return new Stranger(other);
            }
        }

        assertThatThrownBy(() -> new EvidenceKinds().write(new Stranger(FilePath.ROOT), new ResultBytes()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not listed");
    }

    /// Nothing is absent but what its record marks as `@Nullable`: nobody asks for the rest.
    private static void assertWhole(Record record) throws ReflectiveOperationException {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(record);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                assertThat(value).as(component.toString()).isNotNull();
            }
            if (value instanceof Record nested) {
                assertWhole(nested);
            }
        }
    }

    /// Null where the record refuses the values.
    private @Nullable Record random(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Constructor<?> constructor = kind.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i].getGenericType());
            if (values[i] == null && !components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                return null;
            }
        }
        try {
            return (Record) constructor.newInstance(values);
        } catch (java.lang.reflect.InvocationTargetException e) {
            return null;
        }
    }

    private @Nullable Object value(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType list) {
            List<Object> items = new ArrayList<>();
            for (int left = random.nextInt(4); left > 0; left--) {
                Object item = value(list.getActualTypeArguments()[0]);
                if (item != null) {
                    items.add(item);
                }
            }
            return items;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return List.of("", "curl", "7.88.1-10", "caf\u00e9", "\ud800 alone", "\u4e2d\u6587", "x".repeat(70_000))
                    .get(random.nextInt(7));
        }
        if (plain == int.class) {
            return random.nextInt();
        }
        if (plain == long.class) {
            return random.nextLong();
        }
        if (plain == boolean.class) {
            return random.nextBoolean();
        }
        if (plain == FilePath.class) {
            return new FilePath("usr/caf\u00e9/" + random.nextInt());
        }
        if (plain == Digest.class) {
            return Digest.of(Integer.toString(random.nextInt()).getBytes(StandardCharsets.UTF_8));
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        }
        return random(plain);
    }
}

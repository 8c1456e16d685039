package io.plimsoll.scanner.layer;

import io.plimsoll.model.Digest;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the records of one class are kept as bytes: their components, one after the other. A component is a text, a
/// number, a truth value, a digest, one of an enumeration, another record of ours, or a list of these, and nothing
/// else.
final class RecordForm {
    private static final int DEEPEST = 4;

    /// How values of one type are written and read.
    private interface Form {
        void write(Object value, ResultBytes out) throws MalformedInput;

        Object read(ResultReading in) throws MalformedInput;
    }

    /// @param mayBeAbsent whether the record says so with `@Nullable`; bytes cannot say it of any other
    private record Component(Method accessor, Form form, boolean mayBeAbsent) {}

    private final List<Component> components = new ArrayList<>();
    private final Constructor<? extends Record> constructor;

    /// @throws IllegalStateException if it has a component of a type that cannot be kept
    RecordForm(Class<? extends Record> kind) {
        this(kind, DEEPEST);
    }

    private RecordForm(Class<? extends Record> kind, int depth) {
        RecordComponent[] declared = kind.getRecordComponents();
        try {
            constructor = kind.getDeclaredConstructor(
                    Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(kind + " has no canonical constructor", e);
        }
        constructor.setAccessible(true);
        for (RecordComponent one : declared) {
            Method accessor = one.getAccessor();
            accessor.setAccessible(true);
            Form form = form(one.getGenericType(), depth);
            components.add(new Component(accessor, form, one.getAnnotatedType().isAnnotationPresent(Nullable.class)));
        }
    }

    void write(Record values, ResultBytes out) throws MalformedInput {
        for (Component component : components) {
            Object value = valueOf(component, values);
            if (component.mayBeAbsent()) {
                out.truth(value != null);
            } else if (value == null) {
                throw new MalformedInput(component.accessor() + " gives nothing");
            }
            if (value != null) {
                component.form().write(value, out);
            }
        }
    }

    Record read(ResultReading in) throws MalformedInput {
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            values[i] =
                    !component.mayBeAbsent() || in.truth() ? component.form().read(in) : null;
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new MalformedInput("no " + constructor.getName() + " has these values: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object valueOf(Component component, Record values) {
        try {
            return component.accessor().invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Form form(Type type, int depth) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new ListForm(form(list.getActualTypeArguments()[0], depth));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalStateException("a component of type " + type + " cannot be kept");
        }
        if (plain == FilePath.class) {
            return new PathForm();
        }
        if (plain == Digest.class) {
            return new DigestForm();
        }
        if (plain.isEnum()) {
            return new EnumForm(List.of(plain.getEnumConstants()));
        }
        if (plain.isRecord() && depth > 0) {
            return new NestedForm(new RecordForm(plain.asSubclass(Record.class), depth - 1));
        }
        return new PlainForm(plain);
    }

    private record PlainForm(Class<?> type) implements Form {
        private static final List<Class<?>> ALLOWED = List.of(String.class, int.class, long.class, boolean.class);

        PlainForm {
            if (!ALLOWED.contains(type)) {
                throw new IllegalStateException("a component of type " + type + " cannot be kept");
            }
        }

        @Override
        public void write(Object value, ResultBytes out) {
            if (value instanceof String text) {
                out.text(text);
            } else if (value instanceof Boolean truth) {
                out.truth(truth);
            } else {
                out.number(((Number) value).longValue());
            }
        }

        @Override
        public Object read(ResultReading in) throws MalformedInput {
            if (type == String.class) {
                return in.text();
            }
            if (type == boolean.class) {
                return in.truth();
            }
            return type == int.class ? (Object) (int) in.number() : (Object) in.number();
        }
    }

    private record PathForm() implements Form {
        @Override
        public void write(Object value, ResultBytes out) {
            out.text(((FilePath) value).bytes());
        }

        @Override
        public Object read(ResultReading in) throws MalformedInput {
            return in.path();
        }
    }

    private record DigestForm() implements Form {
        @Override
        public void write(Object value, ResultBytes out) {
            out.digest((Digest) value);
        }

        @Override
        public Object read(ResultReading in) throws MalformedInput {
            return in.digest();
        }
    }

    private record EnumForm(List<Object> constants) implements Form {
        @Override
        public void write(Object value, ResultBytes out) {
            out.number(constants.indexOf(value));
        }

        @Override
        public Object read(ResultReading in) throws MalformedInput {
            return constants.get(in.index(constants.size()));
        }
    }

    private record NestedForm(RecordForm form) implements Form {
        @Override
        public void write(Object value, ResultBytes out) throws MalformedInput {
            form.write((Record) value, out);
        }

        @Override
        public Object read(ResultReading in) throws MalformedInput {
            return form.read(in);
        }
    }

    private record ListForm(Form item) implements Form {
        @Override
        public void write(Object value, ResultBytes out) throws MalformedInput {
            List<?> items = (List<?>) value;
            out.number(items.size());
            for (Object one : items) {
                item.write(one, out);
            }
        }

        @Override
        public Object read(ResultReading in) throws MalformedInput {
            int size = in.count();
            List<Object> items = new ArrayList<>(Math.min(size, 1000));
            for (int i = 0; i < size; i++) {
                items.add(item.read(in));
            }
            return List.copyOf(items);
        }
    }
}

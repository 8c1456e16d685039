package io.plimsoll.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Names of types and of the packages around them.
final class Names {
    private Names() {}

    static ArchCondition<JavaClass> sayingMoreThan(Pattern emptyWord) {
        return new ArchCondition<>("have names that say more than " + emptyWord) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(Arrays.stream(type.getPackageName().split("\\.")), Stream.of(type.getSimpleName()))
                        .filter(word -> emptyWord.matcher(word).matches())
                        .forEach(word -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + ": '" + word + "' says nothing")));
            }
        };
    }
}

package io.plimsoll.policy;

import io.plimsoll.policy.cel.CelExpression;
import io.plimsoll.policy.cel.CelMistake;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// [CustomRule]s as an operator writes them:
///
/// ```yaml
/// custom-rules:
///   - name: no-ssh-server
///     expression: '!packages.exists(p, p.name == "openssh-server")'
///     message: an SSH server has no place in a container
/// ```
final class CustomRuleDocument {
    private static final int MOST_RULES = 50;
    private static final int LONGEST_MESSAGE = 500;
    private static final String EXPRESSION = "expression";
    private static final String MESSAGE = "message";

    private CustomRuleDocument() {}

    static List<CustomRule> read(Fields checks) {
        List<CustomRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (!checks.has(CustomRule.CUSTOM_RULES)) {
            return rules;
        }
        List<Fields> entries = checks.objects(CustomRule.CUSTOM_RULES);
        if (entries.size() > MOST_RULES) {
            checks.wrong(
                    CustomRule.CUSTOM_RULES,
                    "'" + CustomRule.CUSTOM_RULES + "' holds at most " + MOST_RULES + " rules, not " + entries.size());
            return rules;
        }
        for (Fields entry : entries) {
            String name = entry.name();
            if (!names.add(name)) {
                entry.wrong("name", "two custom rules are called '" + name + "'");
            }
            String message = entry.words(MESSAGE);
            if (message.length() > LONGEST_MESSAGE) {
                entry.wrong(MESSAGE, "'" + MESSAGE + "' has at most " + LONGEST_MESSAGE + " characters");
            }
            String source = entry.words(EXPRESSION);
            entry.refuseOthers();
            if (!source.isEmpty()) {
                read(entry, source).ifPresent(expression -> rules.add(new CustomRule(name, expression, message)));
            }
        }
        return rules;
    }

    private static java.util.Optional<CelExpression> read(Fields entry, String source) {
        try {
            return java.util.Optional.of(CelExpression.of(source, CustomRuleFacts.types()));
        } catch (CelMistake e) {
            entry.wrong(EXPRESSION, "'" + EXPRESSION + "', " + e.placed(source));
            return java.util.Optional.empty();
        }
    }

    /// What stands behind `custom-rules`.
    static List<Map<String, Object>> tree(List<CustomRule> rules) {
        return rules.stream()
                .map(rule -> {
                    Map<String, Object> tree = new LinkedHashMap<>();
                    tree.put("name", rule.name());
                    tree.put(EXPRESSION, rule.expression().source());
                    tree.put(MESSAGE, rule.message());
                    return tree;
                })
                .toList();
    }
}

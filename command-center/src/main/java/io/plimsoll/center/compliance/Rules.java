package io.plimsoll.center.compliance;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which rule answers which entry of the catalogue, in the order of the standard.
final class Rules {
    private Rules() {}

    static Map<String, Rule> byEntry() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("S-2.2.2", new NothingUnneededRule());
        rules.put("S-2.4", new InventoryRule());
        rules.put("S-6.1", new NewWeaknessesRule());
        rules.put("S-6.5.6", new HighRiskFlawsRule());
        rules.put("S-10.1", new TrailRule());
        rules.put("S-10.2.2", new AdministratorActionsRule());
        rules.put("S-10.3", new RecordFieldsRule(EnumSet.allOf(AuditField.class)));
        for (AuditField field : AuditField.values()) {
            rules.put("S-" + field.requirement(), new RecordFieldsRule(Set.of(field)));
        }
        rules.put("S-11.5", new FileChangeRule());
        return rules;
    }
}

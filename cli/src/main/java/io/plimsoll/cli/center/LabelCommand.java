package io.plimsoll.cli.center;

import io.plimsoll.cli.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "label",
        description =
                "Label a host, image, network, service or container, such as pci-scope=cde; 'KEY-' takes a label off.")
public final class LabelCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "KIND", description = "host, image, network, service or container")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "ID", description = "as 'plimsoll get' shows it")
    private String id = "";

    @Parameters(index = "2..*", arity = "1..*", paramLabel = "KEY=VALUE|KEY-", description = "the labels")
    private List<String> labels = List.of();

    @Override
    public Integer call() {
        labels.stream()
                .filter(l -> l.indexOf('=') < 1 && !l.matches(".+-"))
                .findFirst()
                .ifPresent(l -> {
                    throw new CommandFailure("'" + l + "' is neither KEY=VALUE nor KEY-");
                });
        try (Center center = new Center(SavedSession.load())) {
            labels.forEach(label -> apply(center, label));
        }
        return 0;
    }

    private void apply(Center center, String label) {
        int equals = label.indexOf('=');
        String key = equals > 0 ? label.substring(0, equals) : label.substring(0, label.length() - 1);
        String path = "/labels/" + Center.encoded(kind) + "/" + Center.encoded(id) + "/" + Center.encoded(key);
        if (equals > 0) {
            center.put(path, Map.of("value", label.substring(equals + 1)));
        } else {
            center.delete(path);
        }
    }
}

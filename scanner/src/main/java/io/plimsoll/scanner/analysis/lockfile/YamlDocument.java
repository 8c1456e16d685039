package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// YAML, read event by event. Scalars stay as they are written: `1.10` is a version and no number. Aliases are refused;
/// no tool writes them into lock files, and a few lines of them mean billions of values.
final class YamlDocument {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    private final DataBuilder builder = new DataBuilder();
    private final Iterator<Event> events;

    private YamlDocument(Iterator<Event> events) {
        this.events = events;
    }

    /// The documents of a stream.
    static List<Data> all(FileBytes content) throws MalformedInput {
        try {
            return new YamlDocument(
                            new Parse(SETTINGS).parseInputStream(content.open()).iterator())
                    .documents();
        } catch (YamlEngineException e) {
            throw new MalformedInput("not sound YAML: " + firstLine(e));
        }
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private List<Data> documents() throws MalformedInput {
        List<Data> documents = new ArrayList<>();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                default -> documents.add(value(event));
            }
        }
        return documents;
    }

    private Data value(Event event) throws MalformedInput {
        builder.count();
        return switch (event.getEventId()) {
            case Scalar -> new Data.Text(text((ScalarEvent) event));
            case MappingStart -> mapping();
            case SequenceStart -> sequence();
            case Alias -> throw new MalformedInput("it has aliases, which are not followed");
            default -> throw new MalformedInput("not sound YAML: unexpected " + event.getEventId());
        };
    }

    private static String text(ScalarEvent scalar) {
        String text = scalar.getValue();
        boolean isNull = scalar.isPlain() && (text.equals("~") || text.equals("null"));
        return isNull ? "" : text;
    }

    private Data mapping() throws MalformedInput {
        builder.enter();
        Map<String, Data> byName = new LinkedHashMap<>();
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            if (!(key instanceof ScalarEvent name)) {
                throw new MalformedInput("a mapping has a key that is no text");
            }
            DataBuilder.put(byName, name.getValue(), value(events.next()));
        }
        builder.leave();
        return new Data.Fields(byName);
    }

    private Data sequence() throws MalformedInput {
        builder.enter();
        List<Data> list = new ArrayList<>();
        for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
            list.add(value(item));
        }
        builder.leave();
        return new Data.Items(list);
    }
}

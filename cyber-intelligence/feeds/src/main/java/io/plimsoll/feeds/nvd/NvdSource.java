package io.plimsoll.feeds.nvd;

import io.plimsoll.feeds.source.FeedSource;
import io.plimsoll.feeds.source.Harvest;
import io.plimsoll.feeds.source.SourceFile;
import io.plimsoll.feeds.source.SourceFiles;
import io.plimsoll.feeds.source.SourceJson;
import io.plimsoll.feeds.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The files `nvd/*.json`, packed or not: pages of the API, or the yearly files in the same form.
public final class NvdSource implements FeedSource {
    private static final long MAX_BYTES = 4L << 30;

    private final List<Path> files;

    private NvdSource(List<Path> files) {
        this.files = files;
    }

    public static List<FeedSource> in(Path feeds) {
        List<Path> files = SourceFiles.named(feeds.resolve("nvd"), ".json");
        return files.isEmpty() ? List.of() : List.of(new NvdSource(files));
    }

    @Override
    public String name() {
        return "NVD";
    }

    @Override
    public Harvest read() {
        NvdRecords records = new NvdRecords();
        for (Path file : files) {
            try (InputStream in = SourceFile.open(file, MAX_BYTES)) {
                read(in, records);
            } catch (JacksonException e) {
                throw new UnreadableSourceException(
                        file.getFileName() + " is not the NVD's JSON: " + e.getOriginalMessage());
            } catch (IOException e) {
                throw new UnreadableSourceException(file.getFileName().toString(), e);
            }
        }
        return records.harvest();
    }

    /// Bytes in, records out; one vulnerability at a time is in memory as JSON.
    private static void read(InputStream in, NvdRecords records) {
        try (JsonParser parser = SourceJson.MAPPER.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableSourceException("it is not a JSON object");
            }
            boolean hasVulnerabilities = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isList = parser.currentName().equals("vulnerabilities");
                if (parser.nextToken() == JsonToken.START_ARRAY && isList) {
                    hasVulnerabilities = true;
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        records.add(SourceJson.value(parser).path("cve"));
                    }
                } else {
                    parser.skipChildren();
                }
            }
            if (!hasVulnerabilities) {
                throw new UnreadableSourceException("it has no list of vulnerabilities");
            }
        }
    }
}

package io.plimsoll.feeds.oracle;

import io.plimsoll.feeds.source.Notice;
import io.plimsoll.feeds.source.SourceXml;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One OVAL definition. Its criteria say in their comments what they test: `Oracle Linux 9 is installed`, `Module
/// nodejs:18 is enabled`, `nodejs is earlier than 1:18.12.1-2`; what stands in a group holds for the groups
/// within.
///
/// Builds for Ksplice and FIPS have versions of a line of their own, against which every ordinary build would
/// look old; they are left out.
final class Definition {
    private static final Pattern RELEASE = Pattern.compile("Oracle Linux ([0-9]{1,2}) is installed");
    private static final Pattern MODULE = Pattern.compile("Module \\S{1,80}:(\\S{1,40}) is enabled");
    private static final Pattern FIX = Pattern.compile("(\\S{1,200}) is earlier than (\\S{1,200})");
    private static final Pattern TITLE =
            Pattern.compile("(ELSA-[0-9]{4}-[0-9]{1,8}|ELBA-[0-9]{4}-[0-9]{1,8}):?\\s*(.*)");
    private static final Pattern LINE_OF_ITS_OWN = Pattern.compile("ksplice|_fips", Pattern.CASE_INSENSITIVE);

    /// What holds in a group of criteria.
    private record Group(String release, String stream) {}

    private final SourceXml xml;
    private final Notice notice;
    private final Deque<Group> groups = new ArrayDeque<>();

    private Definition(SourceXml xml, Notice notice) {
        this.xml = xml;
        this.notice = notice;
        groups.push(new Group("", ""));
    }

    /// Reads on to the end of the definition.
    ///
    /// @throws IllegalArgumentException if a version cannot be read; the reader stands within the definition then
    static void read(SourceXml xml, Notice notice) {
        new Definition(xml, notice).read();
    }

    private void read() {
        while (xml.next() && !xml.isEndOf("definition")) {
            if (xml.isStartOf("title")) {
                title(xml.text());
            } else if (xml.isStartOf("reference")) {
                notice.addCve(xml.attribute("ref_id"));
            } else if (xml.isStartOf("severity")) {
                notice.setSeverity(xml.text());
            } else if (xml.isStartOf("issued")) {
                notice.setPublished(xml.attribute("date"));
            } else if (xml.isStartOf("criteria")) {
                groups.push(groups.element());
            } else if (xml.isEndOf("criteria")) {
                groups.pop();
            } else if (xml.isStartOf("criterion")) {
                criterion(xml.attribute("comment").strip());
            }
        }
    }

    private void title(String text) {
        Matcher title = TITLE.matcher(text);
        if (notice.id().isEmpty() && title.matches()) {
            notice.setId(title.group(1));
            notice.setTitle(title.group(2));
        }
    }

    private void criterion(String comment) {
        Matcher release = RELEASE.matcher(comment);
        Matcher module = MODULE.matcher(comment);
        Matcher fix = FIX.matcher(comment);
        Group group = groups.pop();
        if (release.matches()) {
            group = new Group(release.group(1), group.stream);
        } else if (module.matches()) {
            group = new Group(group.release, module.group(1));
        }
        groups.push(group);
        if (fix.matches() && !LINE_OF_ITS_OWN.matcher(fix.group(2)).find() && !group.release.isEmpty()) {
            notice.addFix("Oracle Linux:" + group.release, fix.group(1), fix.group(2), group.stream);
        }
    }
}

package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.bundle.BundleHeader.Section;
import java.util.List;

/// What a bundle consists of, by the place of each section in the file.
final class Sections {
    private final Blocks blocks;
    private final List<Section> sections;

    Sections(Blocks blocks, List<Section> sections) {
        this.blocks = blocks;
        this.sections = sections;
    }

    SortedTable table(int section) {
        return new SortedTable(blocks, firstBlock(section), sections.get(section));
    }

    /// A section that is one record, or nothing.
    RecordReader record(int section) {
        return switch (sections.get(section).blocks()) {
            case 0 -> new RecordReader(new byte[0]);
            case 1 -> blocks.block(firstBlock(section), 1).at(0);
            default ->
                throw RecordReader.malformed(
                        "section " + section + " has " + sections.get(section).blocks() + " blocks");
        };
    }

    private int firstBlock(int section) {
        return sections.subList(0, section).stream().mapToInt(Section::blocks).sum();
    }

    /// Checks every byte.
    void checkAll() {
        blocks.checkAll();
    }
}

package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.util.List;

/// `vendor/modules.txt` of Go: a heading `# module version` for each module, `=> replacement version` behind it
/// where there is one, and below it the packages of it that were copied. A module without any is not there.
final class GoVendor {
    private static final String HEADING = "# ";
    private static final String REMARK = "##";

    private String path = "";
    private String version = "";

    private GoVendor() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        GoVendor file = new GoVendor();
        for (String line : TextLines.of(content)) {
            if (line.startsWith(HEADING)) {
                file.heading(List.of(line.substring(HEADING.length()).strip().split("\\s+")), found);
            } else if (!line.isBlank() && !line.startsWith(REMARK) && !file.path.isEmpty()) {
                found.add(file.path, file.version);
            }
        }
    }

    private void heading(List<String> words, Declarations found) {
        int arrow = words.indexOf("=>");
        boolean hasVersion = words.size() > 1 && arrow != 1;
        path = hasVersion ? words.getFirst() : "";
        version = hasVersion ? words.get(1) : "";
        if (arrow > 0 && words.size() == arrow + 3) {
            path = words.get(arrow + 1);
            version = words.get(arrow + 2);
        } else if (arrow < 0 && words.size() != 2) {
            found.malformed("a heading names no module and version");
        }
    }
}

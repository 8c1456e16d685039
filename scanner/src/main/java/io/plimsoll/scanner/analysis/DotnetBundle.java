package io.plimsoll.scanner.analysis;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import java.io.IOException;

/// Reads single-file bundles of .NET ("The single-file bundler" in the design documents of its runtime): the header
/// says where the `NAME.deps.json` lies in the file; that document is never compressed. A bundle without one stays a
/// program that nobody knows.
///
/// @param loaded where in the file the appended bytes begin
/// @param header where in the file the header begins
record DotnetBundle(long loaded, long header) {
    private static final int VERSIONS = 12;

    void read(FilePath file, FileBytes appended, FileAnalyser.Notes notes) throws IOException {
        int at = place(appended, header, VERSIONS + 1);
        long major = number(appended, at, Integer.BYTES);
        if (major < 2) {
            throw new MalformedInput(
                    "a bundle of .NET before version 5, which does not say where its packages are listed");
        }
        int identity = at + VERSIONS;
        long location = header + VERSIONS + 1 + appended.at(identity);
        if (appended.at(identity) >= 0x80) {
            throw new MalformedInput("a bundle of .NET with a name longer than any");
        }
        int fields = place(appended, location, 2 * Long.BYTES);
        long offset = number(appended, fields, Long.BYTES);
        long size = number(appended, fields + Long.BYTES, Long.BYTES);
        if (size == 0) {
            return;
        }
        if (size > NuGet.LARGEST_DEPENDENCIES) {
            throw new MalformedInput("a bundle of .NET with a list of packages of " + size + " bytes");
        }
        NuGetDependencies.read(file, appended.part(place(appended, offset, size), (int) size), notes);
    }

    private int place(FileBytes appended, long offset, long size) throws MalformedInput {
        long at = offset - loaded;
        if (offset < loaded || size < 0 || at > appended.size() - size) {
            throw new MalformedInput("a bundle of .NET that points outside of itself; it may be cut off");
        }
        return (int) at;
    }

    private static long number(FileBytes bytes, int at, int length) {
        long number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << Byte.SIZE | bytes.at(at + i);
        }
        return number;
    }
}

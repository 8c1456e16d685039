package io.plimsoll.cli.feed;

import picocli.CommandLine.Command;

@Command(
        name = "feed",
        description = "Cyber Intelligence: fetch, make, check, compare and install the signed bundle of advisories.",
        subcommands = {
            FeedUpdateCommand.class,
            FeedBuildCommand.class,
            FeedVerifyCommand.class,
            FeedImportCommand.class,
            FeedStatusCommand.class,
            FeedDiffCommand.class,
            FeedDeltaCommand.class,
            FeedApplyCommand.class,
        })
public final class FeedCommand {}

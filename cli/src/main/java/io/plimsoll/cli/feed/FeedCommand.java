package io.plimsoll.cli.feed;

import picocli.CommandLine.Command;

@Command(
        name = "feed",
        description = "Cyber Intelligence: make, check and install the signed bundle of advisories.",
        subcommands = {FeedBuildCommand.class, FeedVerifyCommand.class, FeedImportCommand.class, FeedStatusCommand.class
        })
public final class FeedCommand {}

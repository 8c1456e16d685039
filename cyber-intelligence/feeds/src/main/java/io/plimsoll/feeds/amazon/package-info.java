/// The security notices of Amazon Linux, as its package repositories carry them (alas.aws.amazon.com, updateinfo.xml).
@NullMarked
package io.plimsoll.feeds.amazon;

import org.jspecify.annotations.NullMarked;

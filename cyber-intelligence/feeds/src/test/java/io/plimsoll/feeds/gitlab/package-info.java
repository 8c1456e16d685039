@NullMarked
package io.plimsoll.feeds.gitlab;

import org.jspecify.annotations.NullMarked;

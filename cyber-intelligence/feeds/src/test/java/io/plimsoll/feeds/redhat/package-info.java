@NullMarked
package io.plimsoll.feeds.redhat;

import org.jspecify.annotations.NullMarked;

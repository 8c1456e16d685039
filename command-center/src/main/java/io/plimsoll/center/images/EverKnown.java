package io.plimsoll.center.images;

/// An image that some host lists, or listed once.
///
/// @param gone whether no host lists it any more; it has no names then
/// @param running how many containers of it run
public record EverKnown(DueImage image, boolean gone, int running) {}

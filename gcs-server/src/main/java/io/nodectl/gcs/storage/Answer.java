package io.nodectl.gcs.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// What a [Store] answers. Whatever follows from it happens on the store's thread, also if the
/// answer was there before it was said what follows: so consequences come in the order of the
/// changes, one after the other.
final class Answer<T> extends CompletableFuture<T> {

  private final Executor storeThread;

  /// @param storeThread runs at once what comes from the store's own thread
  Answer(Executor storeThread) {
    this.storeThread = storeThread;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new Answer<>(storeThread);
  }

  @Override
  public <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> then) {
    return thenApplyAsync(then, storeThread);
  }

  @Override
  public CompletableFuture<Void> thenAccept(Consumer<? super T> then) {
    return thenAcceptAsync(then, storeThread);
  }

  @Override
  public CompletableFuture<Void> thenRun(Runnable then) {
    return thenRunAsync(then, storeThread);
  }

  @Override
  public <U> CompletableFuture<U> thenCompose(
      Function<? super T, ? extends CompletionStage<U>> then) {
    return thenComposeAsync(then, storeThread);
  }

  @Override
  public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> then) {
    return whenCompleteAsync(then, storeThread);
  }

  @Override
  public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> then) {
    return handleAsync(then, storeThread);
  }

  @Override
  public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> then) {
    return exceptionallyAsync(then, storeThread);
  }
}

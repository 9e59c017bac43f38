using Orleans.Concurrency;
using Orleans.Journaling;

namespace Storage.Tests.Fixtures;

/// <summary>A miniature film: votes in a journal, a note in a state record.</summary>
[Alias("storage-tests.ITallyGrain")]
public interface ITallyGrain : IGrainWithStringKey
{
    [Alias("Vote")]
    Task VoteAsync(long member);

    [AlwaysInterleave, Alias("Count")]
    Task<int> CountAsync();

    [Alias("Note")]
    Task NoteAsync(string text);

    [Alias("ReadNote")]
    Task<string> ReadNoteAsync();
}

/// <summary>What a film keeps in a state record.</summary>
[GenerateSerializer, Alias("storage-tests.Note")]
public sealed class Note
{
    [Id(0)]
    public string Text { get; set; } = "";
}

[Reentrant, GrainType(TestStore.Kind)]
internal sealed class TallyGrain : Grain, ITallyGrain
{
    private readonly Tally _tally = new();
    private readonly IDurableStateManager _journal;
    private readonly IPersistentState<Note> _note;

    public TallyGrain(IDurableStateManager journal, IJournaledStateManager manager, [PersistentState("note")] IPersistentState<Note> note)
    {
        (_journal, _note) = (journal, note);
        manager.RegisterStateMachine(Tally.Name, _tally);
    }

    public async Task VoteAsync(long member)
    {
        _tally.Enter(new Vote(member, 1, 1_700_000_000, 8));
        await _journal.WriteStateAsync(CancellationToken.None);
    }

    public Task<int> CountAsync() => Task.FromResult(_tally.Book.Count);

    public async Task NoteAsync(string text)
    {
        _note.State.Text = text;
        await _note.WriteStateAsync();
    }

    public Task<string> ReadNoteAsync() => Task.FromResult(_note.State.Text);
}
